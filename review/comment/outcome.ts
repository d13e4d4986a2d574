import { approvalState, type Comment, type Members } from "../approval";
import type { StackReview } from "../model";
import type { Expected } from "./expected";

/** How a stack ended; every affected stack ends in exactly one. */
export type StackState = "ok" | "changed" | "error" | "skipped" | "missing";

/** How the review of one stack ended. */
export interface StackOutcome {
  readonly stack: string;
  readonly state: StackState;
  /** @default - no approval is needed */
  readonly approval?: NeededApproval;
}

/** An approval that is needed. */
export interface NeededApproval {
  /** Semantic digest that it has to name; empty when there is none, and so nothing to approve. */
  readonly digest: string;
  readonly owners: readonly string[];
  /** Login of the person who gave it. @default - nobody did */
  readonly by?: string;
  /** Why approvals that are there do not count. */
  readonly notes: readonly string[];
}

/** How the reviews of a pull request ended. */
export interface Outcome {
  /** By name. */
  readonly stacks: readonly StackOutcome[];
  /** What is wrong besides the stacks themselves; any of it fails the check. */
  readonly problems: readonly string[];
  readonly verdict: "success" | "approval" | "error";
}

/** What an outcome depends on. */
export interface OutcomeInput {
  readonly reviews: readonly StackReview[];
  /** @default - the stacks that have a review */
  readonly expected?: Expected;
  readonly problems: readonly string[];
  readonly comments: readonly Comment[];
  readonly members: Members;
  /** Login of the author of the pull request. */
  readonly author?: string;
}

/** Puts together what was expected, reviewed and approved. Whatever is not known counts as failed. */
export function outcomeOf(input: OutcomeInput): Outcome {
  const { reviews, expected } = input;
  const byName = new Map(reviews.map((review) => [review.stack, review]));
  const status = new Map((expected ?? reviews.map(reviewed)).map((one) => [one.stack, one.status]));
  const extra = reviews.filter(({ stack }) => !status.has(stack));
  const problems = [
    ...input.problems,
    ...extra.map(({ stack }) => `${stack} was reviewed, but is not among the affected stacks`),
  ];
  const stacks = [...new Set([...status.keys(), ...byName.keys()])].sort().map((stack) => {
    return stackOutcome(stack, byName.get(stack), status.get(stack), input);
  });
  return { stacks, problems, verdict: verdictOf(stacks, problems) };
}

function reviewed({ stack }: StackReview): Expected[number] {
  return { stack, status: "changed" };
}

function stackOutcome(
  stack: string,
  review: StackReview | undefined,
  status: Expected[number]["status"] | undefined,
  input: OutcomeInput,
): StackOutcome {
  if (review === undefined) return { stack, state: status === "metadata-only" ? "skipped" : "missing" };
  const { verdict } = review;
  if (verdict === "error" || review.problem !== undefined) return { stack, state: "error" };
  const state = verdict === "none" ? "ok" : "changed";
  // Whatever a removed stack held is destroyed, so somebody has to agree.
  const isRemoval = status === "removed" && verdict !== "none";
  return verdict === "approval" || isRemoval
    ? { stack, state, approval: approvalOf(review, input) }
    : { stack, state };
}

function approvalOf(review: StackReview, { comments, members, author }: OutcomeInput): NeededApproval {
  const digest = review.approval?.digest ?? review.digest ?? "";
  const owners = review.approval?.owners ?? review.owner?.owners ?? [];
  if (digest === "") return { digest, owners, notes: [] };
  const { by, notes } = approvalState({ stack: review.stack, digest, owners, members, author }, comments);
  // Its last note is the request, which is put in other words beside it.
  return by === undefined ? { digest, owners, notes: notes.slice(0, -1) } : { digest, owners, by, notes: [] };
}

function verdictOf(stacks: readonly StackOutcome[], problems: readonly string[]): Outcome["verdict"] {
  const isBroken = stacks.some(({ state }) => state === "error" || state === "missing");
  if (isBroken || problems.length > 0) return "error";
  const isWaiting = stacks.some(({ approval }) => approval !== undefined && approval.by === undefined);
  return isWaiting ? "approval" : "success";
}

/** The outcome in a line, for the status of a commit. */
export function outcomeLine({ stacks, problems }: Outcome): string {
  const named = (what: string, some: readonly StackOutcome[]) =>
    some.length > 0 && `${some.length} ${what} (${some.map(({ stack }) => stack).join(", ")})`;
  const waiting = stacks.filter(({ approval }) => approval !== undefined && approval.by === undefined);
  const parts = [
    problems.length > 0 && (problems.length === 1 ? "1 problem" : `${problems.length} problems`),
    named(
      "without a review",
      stacks.filter(({ state }) => state === "missing"),
    ),
    named(
      "failed",
      stacks.filter(({ state }) => state === "error"),
    ),
    named("waiting for approval", waiting),
  ].filter((part) => part !== false);
  if (parts.length > 0) return parts.join(", ");
  const changed = stacks.filter(({ state }) => state === "changed").length;
  if (changed === 0) return "No infrastructure changes";
  return changed === 1 ? "1 stack changes" : `${changed} stacks change`;
}
