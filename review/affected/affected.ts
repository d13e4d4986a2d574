import { STACK_PARTS, type StackDigest, type StackPart } from "../stack-digest";

/** What happened to a stack between two commits. */
export type AffectedStatus = "added" | "changed" | "removed" | "metadata-only";

/** A stack that is not the same on both sides. */
export interface AffectedStack {
  readonly stack: string;
  /** `metadata-only`: construct paths or comments changed, and nothing that a plan depends on. */
  readonly status: AffectedStatus;
  /** What of it changed; empty unless the status is `changed`. */
  readonly parts: readonly StackPart[];
  /** Digest in the base; absent for an added stack. */
  readonly baseDigest?: string;
  /** Digest in the head; absent for a removed stack. */
  readonly digest?: string;
}

/** What a comparison of two synthesized outputs found. */
export interface Affected {
  readonly schema: 1;
  /** What was compared, as it was asked for. */
  readonly base: string;
  readonly head: string;
  /** Sorted by name. */
  readonly stacks: readonly AffectedStack[];
  /** Stacks that are the same on both sides. */
  readonly unchanged: number;
}

/** Digests of the stacks of one side, by name. */
export type Digests = ReadonlyMap<string, StackDigest>;

/** Compares two outputs. A stack whose digest is the same is left out, but counted. */
export function affectedStacks(
  base: Digests,
  head: Digests,
  names: { base: string; head: string },
): Affected {
  const all = [...new Set([...base.keys(), ...head.keys()])].sort();
  const stacks = all.flatMap((stack) => difference(stack, base.get(stack), head.get(stack)) ?? []);
  return { schema: 1, base: names.base, head: names.head, stacks, unchanged: all.length - stacks.length };
}

/** Whether a stack has to be planned. */
export function needsPlan({ status }: AffectedStack): boolean {
  return status !== "metadata-only";
}

function difference(stack: string, base?: StackDigest, head?: StackDigest): AffectedStack | undefined {
  if (head === undefined) return { stack, status: "removed", parts: [], baseDigest: base?.digest };
  if (base === undefined) return { stack, status: "added", parts: [], digest: head.digest };
  const parts = STACK_PARTS.filter((part) => base.parts[part] !== head.parts[part]);
  if (parts.length === 0 && base.metadata === head.metadata) return undefined;
  const status = parts.length === 0 ? "metadata-only" : "changed";
  return { stack, status, parts, baseDigest: base.digest, digest: head.digest };
}
