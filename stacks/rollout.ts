import { TerraformOutput } from "cdktf";
import { Construct } from "constructs";
import { handlesImages, type PipelinePlan } from "../config/delivery-plan";
import type { Service } from "../config/environment";
import { hasFreeze, stepTasks } from "../config/rollout-plan";
import {
  approvalAction,
  DeliveryEvents,
  deployAction,
  Freeze,
  type Gate,
  gateOf,
  pipelineName,
  type Rollout,
  TaskStep,
} from "../modules/delivery";
import type { ContainerService } from "./container-service";
import type { DeliveryParts } from "./delivery";
import { known } from "./known";

/** Seconds that a task before or after a deployment may take. */
const STEP_SECONDS = 3600;

/** What the pipelines of an environment share. */
export interface SharedSteps {
  /** By the name of the service whose task it is. */
  readonly tasks: ReadonlyMap<string, TaskStep>;
  /** Topic that hears of runs and asks for approvals. */
  readonly topicArn: string;
}

/** One service with a pipeline. */
interface Delivered {
  readonly service: Service;
  readonly pipeline: PipelinePlan;
}

/** Services with a pipeline, in the order of the environment. */
export function pipelinesOf(services: readonly Service[]): Delivered[] {
  return services.flatMap((service) =>
    service.pipeline === undefined ? [] : [{ service, pipeline: service.pipeline }],
  );
}

/** Makes what the pipelines of an environment share. */
export function addSharedSteps(stack: Construct, parts: DeliveryParts): SharedSteps {
  const { environment, identity, keyArn: kmsKeyArn } = parts;
  const { events: states, emails } = environment.delivery.notifications;
  const pipelines = pipelinesOf(environment.services).map(({ service }) =>
    pipelineName(identity, service.name),
  );
  const { topicArn } = new DeliveryEvents(stack, "delivery-events", {
    identity,
    pipelines,
    states,
    emails,
    kmsKeyArn,
  });
  new TerraformOutput(stack, "delivery_topic", {
    value: topicArn,
    description: "Topic of the pipelines' runs, to subscribe a chat application to",
  });
  return { tasks: addTasks(stack, parts), topicArn };
}

function addTasks(stack: Construct, parts: DeliveryParts): ReadonlyMap<string, TaskStep> {
  const { identity } = parts;
  const names = stepTasks(parts.environment.services);
  if (names.length === 0) return new Map();
  const scope = new Construct(stack, "delivery-steps");
  return new Map(
    names.map((name) => {
      const started = known(serviceOf(parts, name).startable, `task ${name}`);
      const step = new TaskStep(scope, name, { ...started, identity, name, timeoutSeconds: STEP_SECONDS });
      return [name, step];
    }),
  );
}

/** What happens to a new image of a service. */
export function rolloutOf(parts: DeliveryParts, shared: SharedSteps, delivered: Delivered): Rollout {
  const { service, pipeline } = delivered;
  const { identity, keyArn: kmsKeyArn } = parts;
  const { topicArn, tasks } = shared;
  const step = (name: string | undefined) =>
    name === undefined ? undefined : known(tasks.get(name), `step ${name}`).action("#{build.IMAGE_URI}");
  const what = `${service.name} of ${identity.stack}`;
  const deployable = known(serviceOf(parts, service.name).deployable, "way to deploy the service");
  return {
    approval: pipeline.approval ? approvalAction({ what, topicArn, kmsKeyArn }) : undefined,
    before: step(pipeline.before),
    deploy: deployAction(deployable, identity, handlesImages(pipeline)),
    after: step(pipeline.after),
  };
}

/** Times in which the pipelines do not deploy. */
export function addFreeze(stack: Construct, parts: DeliveryParts, gates: readonly Gate[]): void {
  const { environment, identity, keyArn: kmsKeyArn, topicArn } = parts;
  const { freeze: windows } = environment.delivery;
  if (!hasFreeze(environment.delivery, environment.services)) return;
  new Freeze(stack, "delivery-freeze", { identity, windows, gates, kmsKeyArn, topicArn });
}

/** Where a freeze keeps images of a service out. */
export function gateOfService({ identity }: DeliveryParts, { name }: Service, rollout: Rollout): Gate {
  return { pipeline: pipelineName(identity, name), stage: gateOf(rollout) };
}

function serviceOf({ services }: DeliveryParts, name: string): ContainerService {
  return known(
    services.find(({ node }) => node.id === name),
    `service ${name}`,
  );
}
