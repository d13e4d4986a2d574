import type { PolicyStatement } from "../identity";

/** What kind of work an action of a pipeline does, in CodePipeline's words. */
export type ActionCategory = "Source" | "Build" | "Test" | "Deploy" | "Approval" | "Invoke" | "Compute";

/**
 * Artifacts that stages hand on: `source` is the commit; `image` holds imageDetail.json, imagedefinitions.json
 * and, for CodeDeploy, appspec.yaml and taskdef.json.
 */
export const ARTIFACT = { source: "source", image: "image" } as const;

/**
 * One action of a pipeline, together with what the pipeline's role needs to run it.
 *
 * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference.html
 */
export interface PipelineAction {
  /** Name within its stage: letters, digits, `.`, `@`, `-` and `_`, at most 100 characters. */
  readonly name: string;
  readonly category: ActionCategory;
  /** The provider in CodePipeline's words, such as `CodeBuild`, `ECS` or `Manual`; owner is always AWS. */
  readonly provider: string;
  /** The provider's own keys. */
  readonly configuration: Readonly<Record<string, string>>;
  /** Artifacts it reads. */
  readonly inputs: readonly string[];
  /** Artifacts it makes. */
  readonly outputs: readonly string[];
  /** Place within its stage, 1–999: equal numbers run at the same time. */
  readonly runOrder: number;
  /** Where its output variables are found, as in `#{build.IMAGE_URI}`. @default - its variables are not read */
  readonly namespace?: string;
  /** What the pipeline's role needs for it: exact resources. */
  readonly statements: readonly PolicyStatement[];
  /** ARNs of AWS's own policies that the pipeline's role needs besides, by a stable id. @default - none */
  readonly managedPolicies?: Readonly<Record<string, string>>;
}

/** One stage of a pipeline: its actions are done before the next stage starts. */
export interface PipelineStage {
  /** Name within the pipeline: letters, digits, `.`, `@`, `-` and `_`, at most 100 characters. */
  readonly name: string;
  readonly actions: readonly PipelineAction[];
  /** What follows a failure: back to the last good revision, or a stop. @default - a stop */
  readonly onFailure?: "ROLLBACK" | "FAIL";
}
