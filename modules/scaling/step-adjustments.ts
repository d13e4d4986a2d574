/** So many tasks from a percentage of use on. */
export interface Step {
  /** 1 to 100. */
  readonly percent: number;
  /** Tasks to add or to remove; at least 1. */
  readonly tasks: number;
}

/** How many tasks come and go at which use of what. */
export interface StepScaling {
  readonly metric: "cpu" | "memory";
  /** Minutes that the metric is averaged over; 1 to 60. */
  readonly periodMinutes: number;
  /** Tasks to add above a percentage. */
  readonly add: readonly Step[];
  /** Tasks to remove below a percentage. */
  readonly remove: readonly Step[];
}

/** One interval of the metric and what is done in it; bounds are distances from the alarm's threshold. */
export interface StepAdjustment {
  /** Undefined for no end. */
  readonly lower: number | undefined;
  /** Undefined for no end. */
  readonly upper: number | undefined;
  /** Tasks that come, or go where it is negative. */
  readonly change: number;
}

/** An alarm's threshold and the intervals beyond it. */
export interface StepPlan {
  readonly threshold: number;
  /** Together they cover everything beyond the threshold once. */
  readonly adjustments: readonly StepAdjustment[];
}

/**
 * What is added above which percentage. Between two steps the lower one counts; from the higher one's percentage
 * on that one does.
 *
 * @see https://docs.aws.amazon.com/autoscaling/application/userguide/step-scaling-policy-overview.html
 */
export function stepsAbove(steps: readonly Step[]): StepPlan | undefined {
  const rising = [...steps].sort((a, b) => a.percent - b.percent);
  const threshold = rising[0]?.percent;
  if (threshold === undefined) return undefined;
  const adjustments = rising.map(({ percent, tasks }, index) => ({
    lower: percent - threshold,
    upper: distance(rising[index + 1], threshold),
    change: tasks,
  }));
  return { threshold, adjustments };
}

/** What is removed below which percentage, the mirror image of `stepsAbove`. */
export function stepsBelow(steps: readonly Step[]): StepPlan | undefined {
  const falling = [...steps].sort((a, b) => b.percent - a.percent);
  const threshold = falling[0]?.percent;
  if (threshold === undefined) return undefined;
  const adjustments = falling.map(({ percent, tasks }, index) => ({
    lower: distance(falling[index + 1], threshold),
    upper: percent - threshold,
    change: -tasks,
  }));
  return { threshold, adjustments };
}

function distance(step: Step | undefined, threshold: number): number | undefined {
  return step && step.percent - threshold;
}

/** What is wrong with the steps, on which side, and what to write instead. */
export interface StepProblem {
  readonly of: "add" | "remove";
  readonly message: string;
  readonly fix: string;
}

/** Why steps contradict each other; empty when every value of the metric leads to one number of tasks or to none. */
export function stepProblems(add: readonly Step[], remove: readonly Step[]): StepProblem[] {
  return [
    ...repeated("add", add),
    ...repeated("remove", remove),
    ...disordered(
      "add",
      [...add].sort((a, b) => a.percent - b.percent),
      "higher",
    ),
    ...disordered(
      "remove",
      [...remove].sort((a, b) => b.percent - a.percent),
      "lower",
    ),
    ...overlap(add, remove),
  ];
}

function repeated(of: StepProblem["of"], steps: readonly Step[]): StepProblem[] {
  const percents = steps.map(({ percent }) => percent);
  const twice = new Set(percents.filter((percent, index) => percents.indexOf(percent) !== index));
  const fix = "Write each percentage once.";
  return [...twice].map((percent) => ({ of, message: `has two steps at ${percent} %`, fix }));
}

/** `steps` from the threshold outwards: a step further out that does less is a slip. */
function disordered(of: StepProblem["of"], steps: readonly Step[], further: string): StepProblem[] {
  return steps.flatMap(({ percent, tasks }, index) => {
    const before = steps[index - 1];
    if (before === undefined || before.percent === percent || tasks >= before.tasks) return [];
    const message = `has ${tasks} at ${percent} % and ${before.tasks} already at ${before.percent} %`;
    return [{ of, message, fix: `Write at least as many tasks for the ${further} percentage.` }];
  });
}

function overlap(add: readonly Step[], remove: readonly Step[]): StepProblem[] {
  const from = Math.min(...add.map(({ percent }) => percent));
  const to = Math.max(...remove.map(({ percent }) => percent));
  if (to <= from) return [];
  const message = `starts below ${to} %, where tasks are still added: that starts above ${from} %`;
  return [{ of: "remove", message, fix: `Write at most \`belowPercent: ${from}\`.` }];
}
