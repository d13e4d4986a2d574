import type { Group } from "../../model";

/** How much of a review is written. */
export interface Detail {
  /** Whose attributes are written: of all, of what changes or is replaced, or of none. */
  readonly diffs: "all" | "risky" | "none";
  /** Lines of one resource's diff. */
  readonly diffLines: number;
  /** Entries of what is destroyed, replaced or forgotten. */
  readonly dangerous: number;
  /** Entries of what is updated, imported, drifts or fails. */
  readonly notable: number;
  /** Entries of what is created, moved or read. */
  readonly harmless: number;
  readonly findings: number;
  readonly diagram: boolean;
}

const ALL = Number.MAX_SAFE_INTEGER;

/** From everything to the barest; the first that fits is taken. */
export const DETAILS: readonly Detail[] = [
  { diffs: "all", diffLines: 400, dangerous: ALL, notable: ALL, harmless: ALL, findings: ALL, diagram: true },
  { diffs: "all", diffLines: 40, dangerous: ALL, notable: ALL, harmless: ALL, findings: ALL, diagram: true },
  { diffs: "all", diffLines: 12, dangerous: ALL, notable: ALL, harmless: ALL, findings: ALL, diagram: true },
  { diffs: "all", diffLines: 5, dangerous: ALL, notable: ALL, harmless: ALL, findings: ALL, diagram: true },
  {
    diffs: "risky",
    diffLines: 40,
    dangerous: ALL,
    notable: ALL,
    harmless: ALL,
    findings: ALL,
    diagram: true,
  },
  {
    diffs: "risky",
    diffLines: 12,
    dangerous: ALL,
    notable: ALL,
    harmless: 200,
    findings: ALL,
    diagram: false,
  },
  { diffs: "none", diffLines: 0, dangerous: ALL, notable: ALL, harmless: 50, findings: ALL, diagram: false },
  { diffs: "none", diffLines: 0, dangerous: ALL, notable: 50, harmless: 0, findings: ALL, diagram: false },
  { diffs: "none", diffLines: 0, dangerous: 200, notable: 0, harmless: 0, findings: 200, diagram: false },
  { diffs: "none", diffLines: 0, dangerous: 50, notable: 0, harmless: 0, findings: 40, diagram: false },
  { diffs: "none", diffLines: 0, dangerous: 10, notable: 0, harmless: 0, findings: 8, diagram: false },
];

/** How many entries of a group are written. */
export function entriesOf(group: Group, detail: Detail): number {
  if (group === "destroy" || group === "replace" || group === "forget") return detail.dangerous;
  return group === "update" || group === "import" ? detail.notable : detail.harmless;
}

/** Whether the attributes of a group are written. */
export function hasDiff(group: Group, { diffs }: Detail): boolean {
  if (diffs === "all") return true;
  return diffs === "risky" && (group === "replace" || group === "update" || group === "import");
}
