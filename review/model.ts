/**
 * What is known of a plan after it was read, masked and classified. It is plain JSON, holds no secret, and is all
 * that a renderer sees. Unknown fields of a later minor version are to be ignored.
 */

/** Version of the shape of `StackReview`; another number is another shape. */
export const REVIEW_SCHEMA = 1;

/**
 * What to do with the plan as a whole: `none`, there is nothing to do; `changes`, it may be applied; `approval`, a
 * person must agree first; `error`, it cannot be applied.
 */
export type Verdict = "none" | "changes" | "approval" | "error";

/** Exit code of each verdict. */
export const VERDICT_EXIT: Readonly<Record<Verdict, 0 | 1 | 2 | 3>> = {
  none: 0,
  error: 1,
  changes: 2,
  approval: 3,
};

/** How much a finding weighs: `block` needs an approval, `warn` and `info` do not. */
export type Severity = "block" | "warn" | "info";

/** Kinds of change in the order in which they are shown, the most dangerous first. */
export const GROUPS = ["destroy", "replace", "forget", "update", "import", "move", "create", "read"] as const;

/** Kind of change that a resource is listed under. */
export type Group = (typeof GROUPS)[number];

/** The review of one plan of one stack. */
export interface StackReview {
  readonly schema: typeof REVIEW_SCHEMA;
  /** Name of the stack, as the reader knows it. */
  readonly stack: string;
  readonly verdict: Verdict;
  /** Why the verdict is what it is, one sentence each, the most important first. */
  readonly reasons: readonly string[];
  /**
   * Semantic digest, `sd1:` and 64 hex digits: equal for two plans that do the same.
   * @default - absent when the plan could not be read
   */
  readonly digest?: string;
  /** Why the plan could not be read or made, already masked. @default - it was read */
  readonly problem?: string;
  readonly terraform: PlanOrigin;
  readonly flags: PlanFlags;
  readonly counts: Counts;
  /** The count line exactly as Terraform prints it, or "No changes." with its explanation. */
  readonly terraformLine: string;
  /** What Terraform's line leaves out, as `1 forgotten`, `2 moved`; empty when it leaves out nothing. */
  readonly alsoLine: string;
  /** In the order of `GROUPS`, then by address, then by deposed key. */
  readonly changes: readonly Change[];
  /** What was changed outside Terraform, without what is only noise. */
  readonly drift: readonly Drift[];
  /** Changes that say nothing, collapsed. */
  readonly noise: Noise;
  readonly outputs: readonly OutputChange[];
  readonly checks: readonly Check[];
  readonly deferred: readonly Deferred[];
  /** Actions of providers that run during the apply (Terraform 1.14 and later). */
  readonly invocations: readonly Invocation[];
  /** Findings of rules and of other tools: `block` first, then by rule and address. */
  readonly findings: readonly Finding[];
  /** A deleted and a created resource that look like one that was renamed. */
  readonly renames: readonly Rename[];
  /** Changed resources and their neighbours. */
  readonly graph: Graph;
  /** How many values were masked. */
  readonly masked: number;
  /** Whose stack it is. @default - absent when nothing says so */
  readonly owner?: StackOwner;
  /** Who must agree to exactly what. @default - absent unless the verdict is `approval` */
  readonly approval?: Approval;
}

/** Where a plan comes from. */
export interface PlanOrigin {
  /** As in `1.11.4`. @default - absent in plans that do not say */
  readonly version?: string;
  /** Version of the plan's JSON, as in `1.2`. */
  readonly formatVersion: string;
  /** When it was planned, RFC 3339. @default - absent before Terraform 1.5 */
  readonly plannedAt?: string;
}

/** What a plan says about itself. */
export interface PlanFlags {
  /** Planning failed; the list of changes is partial. */
  readonly errored: boolean;
  /** Whether nothing is left to plan after this one; false with `-target` and deferred changes. */
  readonly complete: boolean;
  /** Whether Terraform would apply it. */
  readonly applyable: boolean;
}

/** Numbers of resources. */
export interface Counts {
  /** Terraform's own: imports, both orders of a replacement counted in `add` and `destroy`. */
  readonly import: number;
  readonly add: number;
  readonly change: number;
  readonly destroy: number;
  /** Replacements, which Terraform counts twice. */
  readonly replace: number;
  /** Left running, and no longer managed. */
  readonly forget: number;
  readonly move: number;
  readonly read: number;
  /** Objects left over from an earlier replacement that are deleted now. */
  readonly deposed: number;
  readonly outputs: number;
  readonly drift: number;
  readonly deferred: number;
  /** Updates of nothing but tags. */
  readonly tagsOnly: number;
}

/** The counts of a plan in which nothing is. */
export const NO_COUNTS: Counts = {
  import: 0,
  add: 0,
  change: 0,
  destroy: 0,
  replace: 0,
  forget: 0,
  move: 0,
  read: 0,
  deposed: 0,
  outputs: 0,
  drift: 0,
  deferred: 0,
  tagsOnly: 0,
};

/** What happens to one resource. */
export interface Change {
  readonly address: string;
  /** The address that it had. @default - it keeps its address */
  readonly previousAddress?: string;
  /** As in `module.network["a"]`. @default - the root module */
  readonly module?: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  /** As in `registry.terraform.io/hashicorp/aws`. @default - absent when the plan does not say */
  readonly provider?: string;
  /** Key of an object left over from an earlier replacement. @default - the current object */
  readonly deposed?: string;
  readonly group: Group;
  /** Terraform's own words, as in `delete`, `create`. */
  readonly actions: readonly string[];
  /** Which comes first in a replacement; `destroy-first` is a downtime. @default - no replacement */
  readonly order?: "destroy-first" | "create-first";
  /** Why Terraform does it. @default - it does not say */
  readonly reason?: Reason;
  /** What forces the replacement. Empty for every other change, and where Terraform names nothing. */
  readonly replaceCauses: readonly AttributeChange[];
  /** What differs, in the order of the paths; what is only noise is left out. */
  readonly attributes: readonly AttributeChange[];
  /** Attributes that differ and are left out of `attributes`, by why. */
  readonly folded: Folded;
  /** Only tags differ. */
  readonly tagsOnly: boolean;
  /** @default - not an import */
  readonly import?: Import;
  /** What was done by hand and what this change makes of it. @default - no drift of this resource */
  readonly drift?: DriftEffect;
  /** Whether the resource holds data that its deletion loses. */
  readonly stateful: boolean;
  /** Where it comes from in our own sources. @default - not known */
  readonly source?: ChangeSource;
  /** What it adds to the bill a month, as in `+12.30 USD`. @default - not known */
  readonly monthlyCost?: string;
}

/** Why Terraform does something. */
export interface Reason {
  /** Terraform's code, as in `replace_because_tainted`. */
  readonly code: string;
  /** The code in words; the code itself when it is not known. */
  readonly words: string;
}

/** Attributes that are not shown one by one. */
export interface Folded {
  /** Only known after the apply, while nothing that a person wrote changed in them. */
  readonly computed: number;
  /** Same meaning, other spelling: null and empty, `tags_all` beside `tags`, white space of JSON. */
  readonly noise: number;
  /** Beyond the number of attributes that are kept for one resource. */
  readonly beyondLimit: number;
}

/** One attribute, or one element inside it, before and after. */
export interface AttributeChange {
  /** As in `container_definitions[0].image`; JSON inside strings is looked into. */
  readonly path: string;
  readonly before: Shown;
  readonly after: Shown;
  /** Terraform says that this attribute forces the replacement. */
  readonly forcesReplacement: boolean;
  /** A diff by line, where both are text of several lines. @default - one line each */
  readonly lines?: readonly DiffLine[];
}

/** A value as it may be shown. */
export interface Shown {
  /**
   * `absent`: there is none; `unknown`: known after apply; `masked`: a secret; `json`: an object or a list as JSON;
   * `cut` beside it means that the text is not whole.
   */
  readonly kind: "absent" | "null" | "text" | "number" | "boolean" | "json" | "unknown" | "masked";
  /** What to show, without quotes; never a secret. */
  readonly text: string;
  /** Characters that were left out at the end. @default - the text is whole */
  readonly cut?: number;
}

/** A line of a diff. */
export interface DiffLine {
  readonly sign: "+" | "-" | " ";
  readonly text: string;
}

/** An import. */
export interface Import {
  /** @default - absent when an identity is given or the id is not known yet */
  readonly id?: string;
  /** Attributes that identify the object, by name. @default - absent when an id is given */
  readonly identity?: Readonly<Record<string, string>>;
  /** Not known before the apply. */
  readonly unknown: boolean;
  /** Whether the import also changes the object. */
  readonly alsoChanges: boolean;
  /** Whether Terraform wrote the configuration itself. */
  readonly generatedConfig: boolean;
}

/** What a plan makes of a change that was made outside Terraform. */
export type DriftEffect = "reverts a manual edit" | "re-creates an object deleted outside" | "unrelated";

/** Something that was changed outside Terraform. */
export interface Drift {
  readonly address: string;
  readonly previousAddress?: string;
  readonly type: string;
  readonly effect: DriftEffect;
  /** Whether the object is gone. */
  readonly deleted: boolean;
  /** Before: in the state; after: found in reality. */
  readonly attributes: readonly AttributeChange[];
  readonly folded: Folded;
}

/** Changes that say nothing. */
export interface Noise {
  /** Drift that is only another spelling of the same. */
  readonly drift: number;
  /** Updates that are only another spelling of the same. */
  readonly updates: readonly string[];
}

/** A root output that changes. */
export interface OutputChange {
  readonly name: string;
  readonly action: "create" | "update" | "delete";
  readonly sensitive: boolean;
  readonly attributes: readonly AttributeChange[];
}

/** A check, precondition or postcondition that did not pass. */
export interface Check {
  readonly address: string;
  readonly kind: string;
  readonly status: "fail" | "error" | "unknown";
  readonly messages: readonly string[];
}

/** A change that Terraform puts off to a later plan. */
export interface Deferred {
  readonly address: string;
  readonly type: string;
  readonly actions: readonly string[];
  readonly reason: Reason;
}

/** An action of a provider that runs during the apply. */
export interface Invocation {
  readonly address: string;
  readonly type: string;
  /** What triggers it, in words. */
  readonly trigger: string;
  readonly deferred: boolean;
}

/** What a rule or another tool has to say. */
export interface Finding {
  /** Name of the rule, as in `stateful-delete`. */
  readonly rule: string;
  readonly severity: Severity;
  /** @default - the whole plan */
  readonly address?: string;
  /** One sentence, as in `opens tcp/443 from ::/0`. */
  readonly message: string;
  /** `teamstacks`, `conftest` or `checkov`. */
  readonly tool: string;
  /** Page that explains it. @default - none */
  readonly url?: string;
  /** Who let it pass; a waived finding needs no approval. @default - nobody */
  readonly waiver?: Waiver;
}

/** Permission to go on in spite of a finding. */
export interface Waiver {
  readonly owner: string;
  /** Last day on which it holds, as in `2026-12-31`. */
  readonly expires: string;
  readonly reason: string;
}

/** A deletion and a creation that look like a rename. */
export interface Rename {
  readonly from: string;
  readonly to: string;
  /** Share of attributes that are equal, 0 to 1. */
  readonly likeness: number;
}

/** Resources of the configuration, without instance keys. */
export interface Graph {
  /** Changed ones and their direct neighbours, by address. */
  readonly nodes: readonly GraphNode[];
  /** `from` refers to `to`; by `from`, then `to`. */
  readonly edges: readonly GraphEdge[];
}

/** A resource of the configuration. */
export interface GraphNode {
  /** Without instance keys, as in `module.network.aws_subnet.public`. */
  readonly address: string;
  readonly type: string;
  /** The most dangerous change of its instances. @default - it does not change */
  readonly group?: Group;
  /** Instances that change. */
  readonly changes: number;
}

/** One resource refers to another. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
}

/** Whose stack it is. */
export interface StackOwner {
  readonly team?: string;
  /** Class of the environment, as in `production`. */
  readonly class?: string;
  readonly owners: readonly string[];
}

/** What a person has to agree to. */
export interface Approval {
  /** The semantic digest that the approval must name. */
  readonly digest: string;
  /** Who must agree; empty when nothing says who. */
  readonly owners: readonly string[];
  /** What it is about, one sentence each. */
  readonly reasons: readonly string[];
}

/** Where a resource comes from. */
export interface ChangeSource {
  /** Path of the construct, as in `service/web/task`. @default - not known */
  readonly path?: string;
  /** File that a person edits, as in `teams/festa.yaml`. @default - not known */
  readonly file?: string;
  /** Line in `file`, from 1. @default - not known */
  readonly line?: number;
  /** Key in `file`, as in `services.web`. @default - not known */
  readonly key?: string;
}
