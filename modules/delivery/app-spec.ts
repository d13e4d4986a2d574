import { renderYaml } from "../../templates/render";
import type { Launch, ServiceWeb } from "../compute";
import type { DeploymentHooks } from "./deployment-hooks";

/** What a deployment of CodeDeploy starts. */
export interface AppSpec {
  /** ARN of a revision, or what stands for one. */
  readonly taskDefinition: string;
  readonly web: Pick<ServiceWeb, "containerName" | "port">;
  readonly launch: Launch;
  readonly hooks: DeploymentHooks;
}

/** Stands for the revision that CodePipeline registers. @see https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-ECSbluegreen.html */
export const TASK_DEFINITION_PLACEHOLDER = "<TASK_DEFINITION>";

/**
 * `appspec.yaml` of a service on Fargate. It says again where tasks run and behind which container the load balancer
 * stands: a deployment is the only way to change that on a service of CodeDeploy's.
 *
 * @throws Error when tasks have no network interface of their own.
 * @see https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-resources.html
 */
export function appSpec({ taskDefinition, web, launch, hooks }: AppSpec): string {
  const { network, platformVersion, capacity } = launch;
  if (network === undefined || platformVersion === undefined) {
    throw new Error("CodeDeploy deploys only services on Fargate here.");
  }
  return renderYaml("delivery/appspec.yaml", {
    taskDefinition,
    containerName: web.containerName,
    port: web.port,
    platformVersion,
    subnets: network.subnets,
    securityGroups: network.securityGroups,
    assignPublicIp: network.assignPublicIp ? "ENABLED" : "DISABLED",
    capacity: capacity.map(({ provider, base = 0, weight }) => ({ provider, base, weight })),
    hasHooks: hooks.beforeTraffic !== undefined || hooks.afterTraffic !== undefined,
    beforeTraffic: hooks.beforeTraffic,
    afterTraffic: hooks.afterTraffic,
  });
}
