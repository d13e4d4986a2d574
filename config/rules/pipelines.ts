import type { PipelinePlan } from "../delivery-plan";
import type { Service } from "../environment";
import type { Problem } from "../problem";
import { keepsRunning } from "../resolve/kind";
import type { Rule, Subject } from "./rule";

/** A pipeline deploys to what keeps running, has an image to deploy, and says nothing that does not count. */
export const pipelines: Rule = (subject) =>
  subject.environment.services.flatMap((service) => {
    const { pipeline } = service;
    if (pipeline === undefined) return [];
    return [
      ...nothingRuns(subject, service),
      ...noImage(subject, service, pipeline),
      ...noRepository(subject, service, pipeline),
      ...uselessKeys(subject, service, pipeline),
      ...connectionElsewhere(subject, service, pipeline),
    ];
  });

function nothingRuns(subject: Subject, { name, kind }: Service): Problem[] {
  if (keepsRunning(kind)) return [];
  const message = `deploys to what keeps running, but a \`${kind}\` is only started`;
  const fix = "Write `pipeline` at the service that keeps running with this image.";
  return [subject.problem(["services", name, "pipeline"], { message, fix })];
}

function noImage(subject: Subject, { name, runtime }: Service, { source, build }: PipelinePlan): Problem[] {
  if (build !== undefined || source.kind === "ecr" || runtime === "beanstalk") return [];
  const message = "leaves a source without an image, and ECS deploys only images";
  const fix = "Remove it, write how the image is built, or begin with `source: { ecrTag: … }`.";
  return [subject.problem(["services", name, "pipeline", "build"], { message, fix })];
}

function noRepository(subject: Subject, service: Service, pipeline: PipelinePlan): Problem[] {
  const { source, build, imageRepository } = pipeline;
  if (imageRepository !== undefined || (build === undefined && source.kind !== "ecr")) return [];
  const { account, region } = subject.environment;
  const message = "leaves the pipeline without a repository of this account and region";
  const fix = `Remove it, or write an \`image\` of ${account}.dkr.ecr.${region}.amazonaws.com.`;
  return [subject.problem(["services", service.name, "repository"], { message, got: "none", fix })];
}

/** Keys of a source, and the kinds that they count for. */
const SOURCE_KEYS: Readonly<Record<string, readonly PipelinePlan["source"]["kind"][]>> = {
  repository: ["connection"],
  branch: ["connection", "codecommit"],
  branches: ["connection"],
  paths: ["connection"],
};

function uselessKeys(subject: Subject, { name }: Service, { source }: PipelinePlan): Problem[] {
  const path = ["services", name, "pipeline"];
  const keys = Object.entries(SOURCE_KEYS).filter(([, kinds]) => !kinds.includes(source.kind));
  const problems = keys
    .map(([key]) => [...path, "source", key])
    .filter((place) => subject.merged(place) !== undefined)
    .map((place) =>
      subject.problem(place, { message: "means nothing to a source of this kind", fix: "Remove it." }),
    );
  const build = subject.written([...path, "build"]);
  if (source.kind !== "ecr" || build?.kind !== "map") return problems;
  const message = "has nothing to build: `ecrTag` names an image that is there already";
  return [...problems, subject.problem([...path, "build"], { message, fix: "Remove it." })];
}

/** A connection of another account has to be shared with this one, which nothing here can see. */
function connectionElsewhere(subject: Subject, { name }: Service, { source }: PipelinePlan): Problem[] {
  const { account, region } = subject.environment;
  if (source.kind !== "connection" || account === "" || region === "") return [];
  const [, , , itsRegion, itsAccount] = source.connectionArn.split(":");
  if (itsRegion === region && itsAccount === account) return [];
  const message = `is in account ${itsAccount}, ${itsRegion}, but the pipeline in ${account}, ${region}`;
  const fix = "Write a connection of this account and region.";
  const path = ["services", name, "pipeline", "source", "connection"];
  return [subject.problemHere(path, { severity: "warning", message, fix })];
}
