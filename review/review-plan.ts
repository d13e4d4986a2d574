import { isNoise } from "./classify/change";
import { checksOf, deferredOf, invocationsOf } from "./classify/checks";
import { alsoLine, countsOf, terraformLine } from "./classify/counts";
import { graphOf } from "./classify/graph";
import { outputsOf } from "./classify/outputs";
import { classifyChanges } from "./classify-changes";
import { lastGate } from "./mask";
import { type Change, type Finding, type PlanFlags, REVIEW_SCHEMA, type StackReview } from "./model";
import type { Provenance } from "./provenance";
import { type PlanDocument, readPlan } from "./read";
import {
  checkovFindings,
  conftestFindings,
  DEFAULT_SETTINGS,
  planFindings,
  type ReviewSettings,
  sortedFindings,
  withWaivers,
} from "./rules";
import { type Unjudged, verdictOf } from "./verdict";

/** What a review is made with, besides the plan. */
export interface ReviewOptions {
  readonly stack: string;
  /** Day on which waivers must still hold, as in `2026-12-31`. */
  readonly today: string;
  /** @default - every rule as it comes, and no waiver */
  readonly settings?: ReviewSettings;
  /** @default - nothing is known of the stack */
  readonly provenance?: Provenance;
  /** What `conftest test -o json` printed. @default - it was not run */
  readonly conftest?: readonly string[];
  /** What `checkov -o json` printed. @default - it was not run */
  readonly checkov?: readonly string[];
}

/**
 * Reviews a plan: the output of `terraform show -json`, of any version.
 *
 * @throws UnreadablePlanError when it is something else.
 */
export function reviewPlan(bytes: Uint8Array, options: ReviewOptions): StackReview {
  return reviewDocument(readPlan(bytes), options);
}

/** Reviews a plan that was read. */
export function reviewDocument(plan: PlanDocument, options: ReviewOptions): StackReview {
  const { settings = DEFAULT_SETTINGS, provenance } = options;
  const { changes, lastMasker, ...found } = classifyChanges(plan, settings, provenance);
  const shown = changes.filter((change) => !isNoise(change));
  const outputs = outputsOf(plan.outputs, found.masker);
  const [checks, deferred] = [checksOf(plan.checks), deferredOf(plan.deferred)];
  const invocations = invocationsOf(plan.invocations);
  const lists = { outputs: outputs.length, drift: found.drift.length, deferred: deferred.length };
  const counts = countsOf(changes, lists);
  const flags = flagsOf(plan, changes.length + outputs.length > 0);
  const all = [
    ...found.findings,
    ...planFindings({ flags, changes: shown, checks, deferred, invocations }, settings),
    ...otherFindings(options, changes),
  ];
  const { terraformVersion: version, formatVersion, timestamp: plannedAt } = plan;
  const draft: Unjudged = {
    schema: REVIEW_SCHEMA,
    stack: options.stack,
    digest: found.digest,
    terraform: { version, formatVersion, plannedAt },
    flags,
    counts,
    terraformLine: terraformLine(plan, changes, counts),
    alsoLine: alsoLine(counts, invocations.length),
    changes: shown,
    drift: found.drift,
    noise: { drift: found.driftNoise, updates: changes.filter(isNoise).map(({ address }) => address) },
    outputs,
    checks,
    deferred,
    invocations,
    findings: sortedFindings(withWaivers(all, options.stack, settings, options.today)),
    renames: found.renames,
    graph: graphOf(plan.configuration, shown),
    masked: 0,
    owner: ownerOf(provenance, settings),
  };
  return lastGate({ ...draft, ...verdictOf(draft, plan.applyable === true) }, lastMasker);
}

/** Plans before Terraform 1.8 do not say whether they can be applied. */
function flagsOf({ errored, complete, applyable }: PlanDocument, hasChanges: boolean): PlanFlags {
  return { errored, complete, applyable: applyable ?? (!errored && hasChanges) };
}

function ownerOf(provenance: Provenance | undefined, settings: ReviewSettings): StackReview["owner"] {
  if (provenance === undefined && settings.owners.length === 0) return undefined;
  const owners = provenance?.owners ?? [];
  return {
    team: provenance?.team,
    class: provenance?.class,
    owners: owners.length > 0 ? owners : settings.owners,
  };
}

function otherFindings(
  { conftest = [], checkov = [] }: ReviewOptions,
  changes: readonly Change[],
): readonly Finding[] {
  const addresses = new Set(changes.map(({ address }) => address));
  return [
    ...conftest.flatMap((text) => conftestFindings(text, addresses)),
    ...checkov.flatMap((text) => checkovFindings(text)),
  ];
}
