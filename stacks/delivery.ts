import { Construct } from "constructs";
import { handlesImages, type PipelinePlan } from "../config/delivery-plan";
import type { Environment, Service } from "../config/environment";
import {
  ArtifactBucket,
  BuildProject,
  deployStages,
  type Gate,
  ImageRepository,
  Pipeline,
  type PipelineStage,
  type Source,
  sourceOf,
} from "../modules/delivery";
import type { Identity } from "../modules/identity";
import type { ContainerService } from "./container-service";
import { known } from "./known";
import { addFreeze, addSharedSteps, gateOfService, rolloutOf, type SharedSteps } from "./rollout";

/** What the delivery of an environment's services has to do with. */
export interface DeliveryParts {
  readonly environment: Environment;
  readonly identity: Identity;
  readonly keyArn: string | undefined;
  readonly topicArn: string;
  /** In the order of the environment's services. */
  readonly services: readonly ContainerService[];
}

/** Repositories of images, and the pipelines that fill them and deploy out of them. */
export function addDelivery(stack: Construct, parts: DeliveryParts): void {
  const { environment, identity, keyArn: kmsKeyArn } = parts;
  const delivered = environment.services.filter(({ repository, pipeline }) => repository ?? pipeline);
  if (delivered.length === 0) return;
  const scope = new Construct(stack, "delivery");
  const common = delivered.some(({ pipeline }) => pipeline !== undefined)
    ? {
        artifacts: new ArtifactBucket(stack, "artifacts", { identity, kmsKeyArn }),
        shared: addSharedSteps(stack, parts),
      }
    : undefined;
  const gates = delivered.flatMap((service) => {
    const { pipeline } = service;
    const own = new Construct(scope, service.name);
    addRepository(own, service, parts);
    return pipeline && common ? [addPipeline(own, { service, pipeline, ...common, parts })] : [];
  });
  addFreeze(stack, parts, gates);
}

function addRepository(scope: Construct, { repository, pipeline }: Service, parts: DeliveryParts): void {
  if (repository === undefined) return;
  new ImageRepository(scope, "images", {
    ...repository,
    identity: parts.identity,
    movableTags: pipeline?.source.kind === "ecr",
    kmsKeyArn: parts.keyArn,
  });
}

/** One service with a pipeline. */
interface Delivered {
  readonly service: Service;
  readonly pipeline: PipelinePlan;
  readonly artifacts: ArtifactBucket;
  readonly shared: SharedSteps;
  readonly parts: DeliveryParts;
}

/** Makes the pipeline, and says where it can be held up. */
function addPipeline(scope: Construct, delivered: Delivered): Gate {
  const { service, artifacts, parts } = delivered;
  const rollout = rolloutOf(parts, delivered.shared, delivered);
  new Pipeline(scope, "pipeline", {
    identity: parts.identity,
    name: service.name,
    source: source(delivered),
    stages: [...buildStage(scope, delivered), ...deployStages(rollout)],
    artifacts,
    dependsOn: running(delivered).ready,
  });
  return gateOfService(parts, service, rollout);
}

function running({ service, parts }: Delivered): ContainerService {
  return known(
    parts.services.find(({ node }) => node.id === service.name),
    "such service",
  );
}

function source({ pipeline, parts }: Delivered): Source {
  const { account, region } = parts.identity;
  return sourceOf(pipeline.source, { account, region, imageRepository: pipeline.imageRepository ?? "" });
}

function buildStage(scope: Construct, delivered: Delivered): PipelineStage[] {
  const { service, pipeline, artifacts, parts } = delivered;
  if (!handlesImages(pipeline)) return [];
  const { identity, keyArn: kmsKeyArn } = parts;
  const { deployable } = running(delivered);
  const project = new BuildProject(scope, "build", {
    identity,
    name: service.name,
    repository: known(pipeline.imageRepository, "repository for the images"),
    container: deployable?.containerName ?? service.name,
    architecture: service.architecture,
    build: pipeline.build,
    running: deployable?.engine === "beanstalk" ? undefined : deployable,
    files: deployable?.files ?? {},
    artifacts,
    logRetentionDays: service.logRetentionDays,
    kmsKeyArn,
  });
  return [{ name: "Build", actions: [project.action] }];
}
