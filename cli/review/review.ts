import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseReview } from "../../review/comment";
import { type StackReview, VERDICT_EXIT } from "../../review/model";
import { problemReview } from "../../review/problem-review";
import { renderHtml } from "../../review/render/html";
import { renderJson, reviewJson } from "../../review/render/json";
import { renderMarkdown } from "../../review/render/markdown";
import { renderSarif } from "../../review/render/sarif";
import { type ReviewOptions, reviewPlan } from "../../review/review-plan";
import { parseSettings } from "../../review/rules";
import { EXIT, type ExitCode } from "../exit";
import { known } from "./known";
import { readPlanFile } from "./read-plan-file";
import { reviewFileName, stackName } from "./stack-name";

export interface ReviewCommandOptions {
  /** Files with plans or reviews; `-` is standard input. */
  readonly plans: readonly string[];
  readonly format: "md" | "html" | "json" | "sarif";
  /** As `format: "json"`. */
  readonly json?: boolean;
  /** Folder for `<stack>.review.json`. @default - none is written */
  readonly out?: string;
  /** @default - from the name of the file */
  readonly stack?: string;
  /** Output of a synthesis. @default - the folder of the plan, when it holds a synthesized stack */
  readonly stacks?: string;
  /** What `teamstacks provenance` printed. @default - nothing says whose stack it is */
  readonly provenance?: string;
  /** Settings. @default - every rule as it comes, and no waiver */
  readonly config?: string;
  /** Reports of conftest. @default - none */
  readonly conftest?: readonly string[];
  /** Reports of checkov. @default - none */
  readonly checkov?: readonly string[];
  /** Most bytes of Markdown. @default 65536 */
  readonly maxBytes?: number;
}

/** `teamstacks review`: prints what plans do. The exit code says the worst of them: 0, 2, 3 or 1. */
export async function review(options: ReviewCommandOptions): Promise<ExitCode> {
  const { plans, stack, provenance, conftest, checkov } = options;
  if (plans.length > 1 && [stack, provenance, conftest, checkov].some((one) => one !== undefined)) {
    console.error(
      "--stack, --provenance, --conftest and --checkov are about one plan; give one, and join the reviews",
    );
    return EXIT.usage;
  }
  const shared = sharedOptions(options);
  const reviews: StackReview[] = [];
  for (const plan of plans) reviews.push(await reviewOf(plan, options, shared));
  const twice = reviews.find(
    (one, index) => reviews.findIndex((other) => other.stack === one.stack) !== index,
  );
  if (twice !== undefined) {
    console.error(
      `two plans are of a stack ${JSON.stringify(twice.stack)}; give the files names of their own`,
    );
    return EXIT.usage;
  }
  if (options.out !== undefined) writeReviews(reviews, options.out);
  process.stdout.write(rendered(reviews, options));
  return worst(reviews);
}

type SharedOptions = Omit<ReviewOptions, "stack" | "provenance">;

/** Reads what is about all plans; a mistake in it is an error of the command, and not of a plan. */
function sharedOptions({ config, conftest = [], checkov = [] }: ReviewCommandOptions): SharedOptions {
  const text = (file: string) => readFileSync(file, "utf8");
  return {
    today: new Date().toISOString().slice(0, 10),
    settings: config === undefined ? undefined : named(config, () => parseSettings(text(config))),
    conftest: conftest.map(text),
    checkov: checkov.map(text),
  };
}

async function reviewOf(
  plan: string,
  options: ReviewCommandOptions,
  shared: SharedOptions,
): Promise<StackReview> {
  const stack = options.stack ?? (plan === "-" ? "plan" : stackName(plan));
  try {
    const bytes = await readPlanFile(plan);
    if (isReview(plan)) return parseReview(Buffer.from(bytes).toString("utf8"));
    return reviewPlan(bytes, { ...shared, stack, provenance: known({ ...options, plan, stack }) });
  } catch (error) {
    const failed = problemReview(stack, `${plan}: ${error instanceof Error ? error.message : String(error)}`);
    console.error(failed.problem ?? "");
    return failed;
  }
}

function isReview(file: string): boolean {
  return file.endsWith(".review.json");
}

function named<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function writeReviews(reviews: readonly StackReview[], out: string): void {
  mkdirSync(out, { recursive: true });
  for (const one of reviews) writeFileSync(join(out, reviewFileName(one.stack)), reviewJson(one));
}

function rendered(reviews: readonly StackReview[], { format, json, maxBytes }: ReviewCommandOptions): string {
  switch (json ? "json" : format) {
    case "html":
      return renderHtml(reviews);
    case "json":
      return renderJson(reviews);
    case "sarif":
      return renderSarif(reviews);
    case "md":
      return renderMarkdown(reviews, { limitBytes: maxBytes });
  }
}

/** An error outweighs an approval that is needed, and that outweighs changes. */
function worst(reviews: readonly StackReview[]): ExitCode {
  const codes = new Set(reviews.map(({ verdict }) => VERDICT_EXIT[verdict]));
  return ([1, 3, 2] as const).find((code) => codes.has(code)) ?? EXIT.ok;
}
