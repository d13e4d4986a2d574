import { createHash, scryptSync } from "node:crypto";
import { canonical, changedMembers } from "../classify/equal";
import type { PlanDocument, RawChange } from "../read";

/** Stands before every digest; another way of counting gets another one. */
const PREFIX = "sd1:";
/** How much work a guess costs somebody who wants to learn a short secret from a digest: about 50 ms. */
const GUESS_COST = 2 ** 14;
const BYTES = 32;

/**
 * The semantic digest of a plan: what it does, and from which state, in 64 hex digits. Two plans of the same inputs
 * have the same one, whichever time it is and in whichever order they list things. What does not act is left out:
 * unchanged resources, drift, checks, the time and the version of Terraform.
 */
export class PlanDigest {
  private readonly parts: string[] = [];

  /** Takes a changing resource in. */
  add(raw: RawChange): void {
    const { actions, before, after, afterUnknown, replacePaths, importing } = raw.change;
    const { address, previousAddress, deposed } = raw;
    // What is the same before and after is in it once.
    const act = [actions, changedMembers(before, after), after, afterUnknown, replacePaths, importing];
    this.parts.push(hash(canonical(["resource", address, previousAddress, deposed, ...act])));
  }

  /** The digest, once every resource was taken in. */
  finish({ outputs, deferred, invocations, errored, complete }: PlanDocument): string {
    for (const [name, { actions, before, after, afterUnknown }] of Object.entries(outputs)) {
      if (actions.every((action) => action === "no-op")) continue;
      this.parts.push(hash(canonical(["output", name, actions, before, after, afterUnknown])));
    }
    for (const { reason, change } of deferred) {
      this.parts.push(hash(canonical(["deferred", reason, change.address, change.change.actions])));
    }
    for (const one of invocations) {
      this.parts.push(hash(canonical(["invocation", one.deferred, one.invocation])));
    }
    const whole = hash(canonical([{ errored, complete }, ...this.parts.sort()]));
    return PREFIX + slow(whole);
  }
}

/** The semantic digest of a plan by itself. */
export function semanticDigest(plan: PlanDocument): string {
  const digest = new PlanDigest();
  for (const change of plan.changes) digest.add(change);
  return digest.finish(plan);
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** A digest is public, and all but a secret may be known: whoever guesses the secret has to work for each guess. */
function slow(digest: string): string {
  return scryptSync(digest, "teamstacks semantic digest", BYTES, { N: GUESS_COST }).toString("hex");
}
