import type { z } from "zod";
import { REPOSITORY_DEFAULTS } from "../defaults";
import {
  handlesImages,
  type ImageRepositoryPlan,
  type PipelinePlan,
  type PipelineSource,
} from "../delivery-plan";
import type { pipelineKeys } from "../spec/pipeline";
import { resolveSteps } from "./delivery";
import { required, type Say } from "./say";

type WrittenPipeline = Exclude<z.infer<typeof pipelineKeys.pipeline>, "none">;
type WrittenBuild = Exclude<NonNullable<WrittenPipeline["build"]>, "none">;
/** A pipeline; its source has no default. */
export type FilledPipeline = Omit<WrittenPipeline, "build"> & { build: "none" | Required<WrittenBuild> };
/** A repository of images. */
export type FilledRepository = Required<Exclude<z.infer<typeof pipelineKeys.repository>, "none">>;

/** What a service says of its image. */
interface Written {
  readonly image?: string | undefined;
  readonly repository?: "none" | FilledRepository | undefined;
  readonly pipeline: "none" | FilledPipeline;
}

/** Whose service it is, and where. */
export interface Place {
  readonly stack: string;
  readonly account: string;
  readonly region: string;
  /** Whether a person approves deployments where the service says nothing of it. */
  readonly approval: boolean;
}

/** How the image of a service comes to be, and where it is kept. */
export function resolvePipeline(
  say: Say,
  service: readonly string[],
  spec: Written,
  place: Place,
): { repository: ImageRepositoryPlan | undefined; pipeline: PipelinePlan | undefined } {
  const path = [...service, "pipeline"];
  const plan = spec.pipeline === "none" ? undefined : planOf(say, path, spec.pipeline, place);
  const inAccount = repositoryInAccount(spec.image ?? "", place);
  const written =
    spec.repository ?? (plan !== undefined && handlesImages(plan) ? REPOSITORY_DEFAULTS : "none");
  const name = inAccount ?? [place.stack, ...service.slice(-1)].join("/");
  const repository = written === "none" ? undefined : { ...written, name, pullAccounts: sorted(written) };
  const imageRepository = repository?.name ?? inAccount;
  return { repository, pipeline: plan && { ...plan, imageRepository } };
}

function sorted({ pullAccounts }: FilledRepository): string[] {
  return [...new Set(pullAccounts)].sort();
}

/** Name of the repository of an image that is in the registry of the account and region itself. */
function repositoryInAccount(image: string, { account, region }: Place): string | undefined {
  const registry = `${account}.dkr.ecr.${region}.amazonaws.com/`;
  if (account === "" || !image.startsWith(registry)) return undefined;
  return /^[^:@]+/.exec(image.slice(registry.length))?.[0];
}

function planOf(
  say: Say,
  path: readonly string[],
  pipeline: FilledPipeline,
  { approval }: Place,
): Omit<PipelinePlan, "imageRepository"> {
  const { build } = pipeline;
  const source = sourceOf(say, [...path, "source"], pipeline.source ?? {});
  return {
    ...resolveSteps(pipeline, approval),
    source,
    build:
      build === "none" || source.kind === "ecr"
        ? undefined
        : { ...build, baseImages: [...new Set(build.baseImages)].sort() },
  };
}

type WrittenSource = NonNullable<WrittenPipeline["source"]>;
const KINDS = ["connection", "codecommit", "ecrTag", "s3"] as const;

function sourceOf(say: Say, path: readonly string[], source: WrittenSource): PipelineSource {
  const written = KINDS.filter((kind) => source[kind] !== undefined);
  const [kind] = written;
  if (kind === undefined) {
    const fix =
      "Write `source: { connection: ARN, repository: OWNER/NAME, branch: main }`, or one with `codecommit`, `ecrTag` or `s3`.";
    say(path, { message: "says nothing that starts the pipeline", fix });
  } else if (written.length > 1) {
    const [first, ...more] = written.map((one) => `\`${one}\``);
    const message = `has ${first} and ${more.join(" and ")}, but a pipeline starts from one`;
    say(path, { message, fix: "Remove all but one." });
  }
  switch (kind) {
    case "ecrTag":
      return { kind: "ecr", tag: source.ecrTag ?? "" };
    case "s3":
      return { kind: "s3", bucket: source.s3?.bucket ?? "", key: source.s3?.key ?? "" };
    case "codecommit":
      return { kind: "codecommit", repository: source.codecommit ?? "", branch: branchOf(say, path, source) };
    case "connection":
      return connectionOf(say, path, source);
    default:
      return { kind: "s3", bucket: "", key: "" };
  }
}

function connectionOf(say: Say, path: readonly string[], source: WrittenSource): PipelineSource {
  const branch = branchOf(say, path, source);
  return {
    kind: "connection",
    connectionArn: source.connection ?? "",
    repository: required(say, source.repository, [...path, "repository"], "`repository: OWNER/NAME`", ""),
    branch,
    branches: source.branches ?? [branch],
    paths: source.paths ?? [],
  };
}

function branchOf(say: Say, path: readonly string[], { branch }: WrittenSource): string {
  return required(say, branch, [...path, "branch"], "`branch: main`, or another one", "");
}
