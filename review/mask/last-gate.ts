import type { StackReview } from "../model";
import type { Masker } from "./masker";
import { MASK } from "./secret-set";

/** Fields that hold words of Terraform or of this program, and nothing that anybody wrote. */
const FIXED: ReadonlySet<string> = new Set([
  "actions",
  "action",
  "digest",
  "effect",
  "expires",
  "formatVersion",
  "group",
  "kind",
  "mode",
  "order",
  "plannedAt",
  "rule",
  "alsoLine",
  "severity",
  "sign",
  "status",
  "terraformLine",
  "tool",
  "type",
  "verdict",
  "version",
]);

/** The review with every text masked once more, whichever way it got there. No renderer sees another one. */
export function lastGate(review: StackReview, masker: Masker): StackReview {
  const gate = new Gate(masker);
  const safe = gate.pass(review, true) as StackReview;
  return { ...safe, masked: gate.masked };
}

class Gate {
  /** Texts that hold something masked. */
  masked = 0;

  constructor(private readonly masker: Masker) {}

  /** The value itself when nothing in it has to be masked. */
  pass(value: unknown, inModel: boolean): unknown {
    if (typeof value === "string") return this.text(value);
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) {
      const items = value.map((item) => this.pass(item, inModel));
      return items.every((item, at) => item === value[at]) ? value : items;
    }
    const tree = value as Readonly<Record<string, unknown>>;
    const entries: [string, unknown][] = [];
    let isSame = true;
    for (const key of Object.keys(tree)) {
      const item = tree[key];
      // The keys of an identity come from the plan.
      const safeKey = inModel ? key : this.text(key);
      const safe = inModel && FIXED.has(key) ? item : this.pass(item, inModel && key !== "identity");
      isSame &&= safe === item && safeKey === key;
      entries.push([safeKey, safe]);
    }
    return isSame ? value : Object.fromEntries(entries);
  }

  private text(text: string): string {
    const safe = this.masker.text(text);
    if (safe.includes(MASK)) this.masked++;
    return safe;
  }
}
