import {
  EcsService,
  type EcsServiceConfig,
  type EcsServiceLoadBalancer,
} from "@cdktf/provider-aws/lib/ecs-service";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import {
  type DeploymentEngine,
  engineArguments,
  ignoredChanges,
  shiftedLoadBalancer,
} from "./deployment-engine";
import type { Launch, RegisteredTask } from "./launch";

/** How a service hangs on a load balancer. */
export interface ServiceWeb {
  /** Target group of the launch's `targetType`. */
  readonly targetGroupArn: string;
  readonly containerName: string;
  readonly port: number;
  /** Seconds after a task's start in which failed health checks do not count. */
  readonly gracePeriodSeconds: number;
}

export interface RunningTasksProps {
  /** Name of the service, unique in the cluster. */
  readonly name: string;
  readonly task: RegisteredTask;
  readonly launch: Launch;
  readonly desiredCount: number;
  /** Whether autoscaling changes the number of tasks; Terraform then only sets the first one. */
  readonly desiredCountIsOwnedElsewhere: boolean;
  /** Whether a pipeline deploys images; Terraform then only sets the first one. @default false */
  readonly imageIsOwnedElsewhere?: boolean;
  /** What exchanges the tasks when there is a new version. @default - a rolling deployment by ECS */
  readonly engine?: DeploymentEngine;
  /**
   * Whether a change of the capacity (more or less Spot) exchanges the tasks in a deployment. Otherwise it replaces
   * the service. The price is that every other change of the service's own arguments is a deployment, too.
   *
   * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ecs_service
   */
  readonly movesInPlace: boolean;
  readonly deployment: {
    /** 0 to 100; below `maximumPercent`. */
    readonly minimumHealthyPercent: number;
    /** 100 to 400. */
    readonly maximumPercent: number;
    /**
     * Whether ECS moves tasks until the zones have equally many.
     *
     * @default - where one task more than wanted is allowed
     */
    readonly zoneRebalancing?: boolean;
  };
  /** Names of alarms that roll a deployment back when they ring during it. */
  readonly rollbackAlarms: readonly string[];
  /** Whether `aws ecs execute-command` is allowed. */
  readonly exec: boolean;
  /** @default - the service gets no traffic from a load balancer */
  readonly web?: ServiceWeb;
  /** What must exist before the first task: grants, listener rules, mount targets, secrets, alarms. */
  readonly dependsOn: readonly ITerraformDependable[];
}

/**
 * The ECS service that keeps `desiredCount` tasks of a definition running, wherever `launch` puts them. Is one
 * `aws_ecs_service`, which costs nothing by itself.
 *
 * Does not wait until the deployment is done, so that an apply never hangs on an application: a deployment that fails
 * is rolled back by ECS, and alarms tell. With CodeDeploy, what deploys and rolls back is `BlueGreenDeployments`.
 *
 * @throws Error when ECS would refuse the deployment.
 */
export class RunningTasks extends EcsService {
  constructor(scope: Construct, id: string, props: RunningTasksProps) {
    refuse(props);
    super(scope, id, {
      name: props.name,
      taskDefinition: props.task.arn,
      desiredCount: props.desiredCount,
      ...launchArguments(props.launch),
      ...deploymentArguments(props),
      ...engineArguments(engineOf(props)),
      ...webArguments(props),
      enableExecuteCommand: props.exec,
      enableEcsManagedTags: true,
      propagateTags: "SERVICE",
      // CodeDeploy alone starts deployments of its services.
      forceNewDeployment: (props.movesInPlace && engineOf(props).kind !== "codedeploy") || undefined,
      lifecycle: lifecycle(props),
      dependsOn: [...props.launch.ready, ...props.dependsOn],
    });
  }
}

const ROLLING: DeploymentEngine = { kind: "rolling" };

function engineOf({ engine = ROLLING }: RunningTasksProps): DeploymentEngine {
  return engine;
}

function lifecycle(props: RunningTasksProps) {
  const { imageIsOwnedElsewhere: image = false, desiredCountIsOwnedElsewhere: count } = props;
  const ignoreChanges = ignoredChanges(engineOf(props).kind, { image, count });
  return ignoreChanges.length === 0 ? undefined : { ignoreChanges };
}

function refuse({ name, deployment: { minimumHealthyPercent, maximumPercent } }: RunningTasksProps): void {
  if (minimumHealthyPercent < maximumPercent) return;
  const percents = `${minimumHealthyPercent}/${maximumPercent} %`;
  throw new Error(
    `The service ${name} cannot run:\nA deployment of ${percents} can neither stop nor start a task.`,
  );
}

function launchArguments({ clusterArn, capacity, platformVersion, network, placement }: Launch) {
  return {
    cluster: clusterArn,
    capacityProviderStrategy: capacity.map(({ provider, base, weight }) => ({
      capacityProvider: provider,
      base,
      weight,
    })),
    platformVersion,
    networkConfiguration: network && {
      subnets: [...network.subnets],
      securityGroups: [...network.securityGroups],
      assignPublicIp: network.assignPublicIp,
    },
    orderedPlacementStrategy: placement.length === 0 ? undefined : placement.map((each) => ({ ...each })),
  };
}

/** @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-rebalancing.html */
function deploymentArguments(props: RunningTasksProps): Partial<EcsServiceConfig> {
  const { deployment, rollbackAlarms } = props;
  // ECS takes a circuit breaker and alarms only where it deploys itself, and moves no tasks elsewhere.
  if (engineOf(props).kind === "codedeploy") return { availabilityZoneRebalancing: "DISABLED" };
  // To move a task to another zone ECS starts one more than wanted; at 100 % it refuses to be asked.
  const { zoneRebalancing = deployment.maximumPercent > 100 } = deployment;
  return {
    deploymentMinimumHealthyPercent: deployment.minimumHealthyPercent,
    deploymentMaximumPercent: deployment.maximumPercent,
    availabilityZoneRebalancing: zoneRebalancing ? "ENABLED" : "DISABLED",
    deploymentCircuitBreaker: { enable: true, rollback: true },
    alarms:
      rollbackAlarms.length === 0
        ? undefined
        : { enable: true, rollback: true, alarmNames: [...rollbackAlarms].sort() },
  };
}

function webArguments(props: RunningTasksProps): Partial<EcsServiceConfig> {
  const { web } = props;
  if (web === undefined) return {};
  const loadBalancer: EcsServiceLoadBalancer = {
    targetGroupArn: web.targetGroupArn,
    containerName: web.containerName,
    containerPort: web.port,
    advancedConfiguration: shiftedLoadBalancer(engineOf(props)),
  };
  return { loadBalancer: [loadBalancer], healthCheckGracePeriodSeconds: web.gracePeriodSeconds };
}
