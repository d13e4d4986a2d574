import { type ChangeContext, changeOf, isNoise } from "./classify/change";
import { configAddress, configuredNames } from "./classify/configured";
import { DriftJoin, keyOf } from "./classify/drift";
import { changedMembers } from "./classify/equal";
import { Renames } from "./classify/renames";
import { StatefulTypes } from "./classify/stateful";
import { PlanDigest } from "./digest";
import { eachNamedSecret, Masker } from "./mask";
import { type Change, type ChangeSource, type Finding, GROUPS, type StackReview } from "./model";
import type { Provenance } from "./provenance";
import type { PlanDocument, RawChange, RawValues } from "./read";
import { type ActiveRule, activeRules, changeFindings, type ReviewSettings, type RuleContext } from "./rules";

/** What one pass over the changes of a plan finds. */
export interface Classified {
  /** Knows what Terraform marks as sensitive. */
  readonly masker: Masker;
  /** Knows also what is secret by its name. */
  readonly lastMasker: Masker;
  /** In the order of a review. */
  readonly changes: readonly Change[];
  readonly drift: StackReview["drift"];
  /** Drift that only reads otherwise. */
  readonly driftNoise: number;
  readonly findings: readonly Finding[];
  readonly renames: StackReview["renames"];
  readonly digest: string;
}

/** Attributes of created and read resources that are kept of one plan; they are only listed. */
const MOST_NEW_ATTRIBUTES = 20_000;

/** Goes through the changes once; each is parsed, looked at, and forgotten, so that a large plan needs little memory. */
export function classifyChanges(
  plan: PlanDocument,
  settings: ReviewSettings,
  provenance: Provenance | undefined,
): Classified {
  const pass = new Pass(plan, settings, provenance);
  for (const raw of plan.changes) pass.take(raw);
  return pass.finish();
}

class Pass {
  private readonly masker: Masker;
  private readonly named = new Set<string>();
  private readonly context: ChangeContext;
  private readonly rules: readonly ActiveRule[];
  private readonly ruleContext: RuleContext;
  private readonly drift: DriftJoin;
  private readonly digest = new PlanDigest();
  private readonly renames = new Renames();
  private readonly changes: Change[] = [];
  private readonly findings: Finding[] = [];

  constructor(
    private readonly plan: PlanDocument,
    settings: ReviewSettings,
    provenance: Provenance | undefined,
  ) {
    this.masker = new Masker(plan.secrets);
    this.drift = new DriftJoin(plan.drift, this.masker);
    this.context = {
      masker: this.masker,
      stateful: new StatefulTypes(settings.stateful, settings.notStateful),
      configured: configuredNames(plan.configuration),
      budget: { left: MOST_NEW_ATTRIBUTES },
      drift: this.drift,
      sourceOf: (address) => sourceOf(address, provenance),
    };
    this.rules = activeRules(settings);
    this.ruleContext = { production: settings.productionClasses.includes(provenance?.class ?? "") };
  }

  take(raw: RawChange): void {
    this.digest.add(raw);
    this.renames.add(raw);
    this.collect(raw.change);
    const change = changeOf(raw, this.context);
    if (change === undefined) return;
    this.changes.push(change);
    if (isNoise(change)) return;
    const found = changeFindings({ change, values: raw.change }, this.ruleContext, this.rules);
    for (const finding of found) this.findings.push(finding);
  }

  finish(): Classified {
    const { plan, masker, named } = this;
    const others = [...plan.drift, ...plan.deferred.map(({ change }) => change)];
    for (const { change } of others) this.collect(change);
    for (const output of Object.values(plan.outputs)) this.collect(output);
    const { drift, noise } = this.drift.finish();
    return {
      masker,
      lastMasker: named.size === 0 ? masker : new Masker([...plan.secrets, ...named]),
      changes: inOrder(this.changes),
      drift,
      driftNoise: noise,
      findings: this.findings,
      renames: this.renames.pairs(),
      digest: this.digest.finish(plan),
    };
  }

  /** Remembers what is secret by its name. What did not change is looked at once. */
  private collect({ before, after }: RawValues): void {
    const found = (text: string) => this.named.add(text);
    eachNamedSecret(after, found);
    eachNamedSecret(changedMembers(before, after), found);
  }
}

/** By group, then by address. */
function inOrder(changes: readonly Change[]): readonly Change[] {
  const keyed = changes.map((change) => ({
    change,
    group: GROUPS.indexOf(change.group),
    key: keyOf(change),
  }));
  keyed.sort(
    (one, other) => one.group - other.group || (one.key < other.key ? -1 : one.key > other.key ? 1 : 0),
  );
  return keyed.map(({ change }) => change);
}

function sourceOf(address: string, provenance: Provenance | undefined): ChangeSource | undefined {
  const sources = provenance?.sources;
  if (sources === undefined) return undefined;
  const key = [address, configAddress(address)].find((one) => Object.hasOwn(sources, one));
  return key === undefined ? undefined : sources[key];
}
