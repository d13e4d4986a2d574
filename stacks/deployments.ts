import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { shiftsTraffic } from "../config/deploy-plan";
import type { DeploymentEngine, RunningTasks } from "../modules/compute";
import {
  appSpec,
  BlueGreenDeployments,
  CodeDeployRole,
  DEPLOYMENT_FILE,
  type Deployable,
  IMAGE_PLACEHOLDER,
  NativeShiftRole,
  nativeHooks,
  TASK_DEFINITION_PLACEHOLDER,
} from "../modules/delivery";
import { codeDeployName } from "../modules/delivery/codedeploy-name";
import type { TrafficShift, WebRoute } from "../modules/edge";
import type { ServiceAlarms } from "../modules/observability";
import { entranceOf } from "./internal-entrance";
import { known } from "./known";
import type { Start } from "./run-tasks";
import type { ServiceParts } from "./service-parts";

/** How requests go over to the tasks of a new version; undefined where tasks are exchanged in place. */
export function trafficShift(parts: ServiceParts): TrafficShift | undefined {
  const { deploy } = parts.service;
  if (!shiftsTraffic(deploy)) return undefined;
  const { testPort, testFrom: from, engine } = deploy;
  const listenerArn = testPort === undefined ? undefined : entranceOf(parts)?.testListenerArns[testPort];
  const test = listenerArn === undefined ? undefined : { listenerArn, from };
  return { weighted: engine === "ecs-native", test };
}

/** What exchanges the tasks of a service, and what has to exist before it can. */
export function addEngine(
  scope: Construct,
  { service: { name, deploy }, shared: { identity } }: ServiceParts,
  route: WebRoute | undefined,
): { readonly engine: DeploymentEngine; readonly ready: NativeShiftRole["grants"] } {
  if (deploy.engine !== "ecs-native") return { engine: { kind: deploy.engine }, ready: [] };
  const { strategy, stepPercent, stepMinutes, bakeMinutes, hooks } = deploy;
  const shiftable = route?.shiftable;
  const pace = { kind: "ecs-native", strategy, stepPercent, stepMinutes, bakeMinutes } as const;
  if (shiftable === undefined && hooks.beforeTraffic === undefined && hooks.afterTraffic === undefined) {
    return { engine: { ...pace, hooks: [] }, ready: [] };
  }
  const role = new NativeShiftRole(scope, "deploy", { identity, name, hooks, shiftable });
  const asked = nativeHooks(hooks, shiftable?.test !== undefined, role.arn);
  const testRuleArn = shiftable?.test?.ruleArns[0];
  const traffic = shiftable && {
    alternateTargetGroupArn: shiftable.alternate.arn,
    productionRuleArn: known(shiftable.ruleArns[0], "rule that leads to the service"),
    ...(testRuleArn && { testRuleArn }),
    roleArn: role.arn,
  };
  return { engine: { ...pace, hooks: asked, ...(traffic && { traffic }) }, ready: role.grants };
}

/** A service that runs, with what leads to it. */
interface Deployed {
  readonly running: RunningTasks;
  readonly route: WebRoute | undefined;
  readonly alarms: ServiceAlarms;
}

/** What a pipeline deploys to; with CodeDeploy, its application and group are made here. */
export function addDeployable(
  scope: Construct,
  parts: ServiceParts,
  start: Start,
  deployed: Deployed,
): { readonly deployable: Deployable; readonly ready: readonly ITerraformDependable[] } {
  const { service, shared } = parts;
  const { account, region } = shared.identity;
  const { task, launch } = start;
  const isCodeDeploy = service.deploy.engine === "codedeploy";
  const codeDeploy = isCodeDeploy ? addCodeDeploy(scope, parts, start, deployed) : undefined;
  const deployable = {
    engine: service.deploy.engine,
    imageIsOwnedElsewhere: service.release.owner === "pipeline",
    clusterName: launch.clusterName,
    serviceName: service.name,
    serviceArn: `arn:aws:ecs:${region}:${account}:service/${launch.clusterName}/${service.name}`,
    containerName: task.containerName,
    family: task.family,
    executionRoleArn: task.executionRoleArn,
    taskRoleArn: task.taskRoleArn,
    files: isCodeDeploy ? files(parts, start) : {},
    codeDeploy,
  };
  return { deployable, ready: codeDeploy?.ready ?? [] };
}

function files({ service }: ServiceParts, { task, launch }: Start): Record<string, string> {
  const { container: containerName, port } = known(service.web, "way to the service");
  return {
    [DEPLOYMENT_FILE.taskDefinition]: task.registration(`<${IMAGE_PLACEHOLDER}>`),
    [DEPLOYMENT_FILE.appSpec]: appSpec({
      taskDefinition: TASK_DEFINITION_PLACEHOLDER,
      web: { containerName, port },
      launch,
      hooks: service.deploy.hooks,
    }),
  };
}

function addCodeDeploy(
  scope: Construct,
  { service, shared: { identity } }: ServiceParts,
  { task, launch: { clusterName } }: Start,
  { running, route, alarms }: Deployed,
): BlueGreenDeployments {
  const { name, deploy } = service;
  const shiftable = known(route?.shiftable, "second target group");
  const role = new CodeDeployRole(scope, "deploy", {
    identity,
    name,
    clusterName,
    shiftable,
    hooks: deploy.hooks,
    application: codeDeployName(identity, name),
    alarms: alarms.rollback.names,
    taskRoleArns: [task.executionRoleArn, task.taskRoleArn],
  });
  return new BlueGreenDeployments(scope, "codedeploy", {
    ...deploy,
    identity,
    name,
    clusterName,
    serviceName: running.name,
    shiftable,
    rollbackAlarms: alarms.rollback.names,
    roleArn: role.arn,
    dependsOn: [...role.grants, ...alarms.rollback.alarms],
  });
}
