import type { StepsPlan } from "./rollout-plan";

/** A repository of images in ECR that an environment makes for a service. */
export interface ImageRepositoryPlan {
  readonly name: string;
  readonly keepImages: number;
  /** Other accounts that may pull, sorted. */
  readonly pullAccounts: readonly string[];
}

/** Where a pipeline begins. */
export type PipelineSource =
  | {
      readonly kind: "connection";
      readonly connectionArn: string;
      readonly repository: string;
      readonly branch: string;
      /** Patterns of branches whose pushes start it. */
      readonly branches: readonly string[];
      /** Patterns of files of which one has to be changed; empty is any. */
      readonly paths: readonly string[];
    }
  | { readonly kind: "codecommit"; readonly repository: string; readonly branch: string }
  | { readonly kind: "ecr"; readonly tag: string }
  | { readonly kind: "s3"; readonly bucket: string; readonly key: string };

/** How a pipeline makes an image. */
export interface BuildPlan {
  readonly dockerfile: string;
  readonly context: string;
  readonly buildCommands: readonly string[];
  readonly testCommands: readonly string[];
  /** Repositories of the account's registry that it may pull from, sorted. */
  readonly baseImages: readonly string[];
  readonly computeType: "small" | "medium" | "large";
  readonly timeoutMinutes: number;
}

/** Whether a pipeline has an image to deploy, and a build that makes it or says which it is; else its source is deployed. */
export function handlesImages({ source, build }: Pick<PipelinePlan, "source" | "build">): boolean {
  return build !== undefined || source.kind === "ecr";
}

/** Whether an event starts a pipeline, and no trigger of its own. */
export function startsByEvent({ source }: Pick<PipelinePlan, "source">): boolean {
  return source.kind !== "connection";
}

/** From a push to running containers. */
export interface PipelinePlan extends StepsPlan {
  readonly source: PipelineSource;
  /** Undefined where the source is deployed as it is. */
  readonly build: BuildPlan | undefined;
  /** Repository in ECR, of this account and region, that its images are in; undefined where it has none. */
  readonly imageRepository: string | undefined;
}
