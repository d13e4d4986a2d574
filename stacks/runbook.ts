import type { DeployPlan } from "../config/deploy-plan";
import type { Environment, Service } from "../config/environment";
import { keepsRunning } from "../config/resolve/kind";
import { hasFreeze } from "../config/rollout-plan";
import { environmentName } from "../modules/beanstalk/environment-name";
import { databaseClusterName } from "../modules/database/cluster-name";
import { codeDeployName } from "../modules/delivery/codedeploy-name";
import { gateOf } from "../modules/delivery/deploy-stages";
import { pipelineName } from "../modules/delivery/pipeline-name";
import { logGroupName } from "../modules/observability/log-group-name";
import { failedRunsQueue } from "../modules/tasks/failed-runs-queue";
import { usesCluster } from "./environment-needs";

/** What the runbook of an environment tells; the names are those that its stack makes. */
export function runbookView(environment: Environment) {
  const { stack, team, name, account, region, owners, protect, services, database } = environment;
  return {
    stack,
    team,
    environment: name,
    class: environment.class,
    account,
    region,
    owners,
    protect,
    cluster: usesCluster(environment) ? stack : undefined,
    database: database && { cluster: databaseClusterName(stack), schema: database.databaseName },
    services: services.map((service) => ({
      ...serviceView(stack, service),
      delivery: deliveryView(environment, service),
    })),
  };
}

function serviceView(
  stack: string,
  {
    name,
    web,
    exec,
    preset,
    runtime,
    platformVersion,
    desiredCount,
    kind,
    schedule,
    deploy,
    release,
  }: Service,
) {
  const host = web?.hosts[0];
  return {
    name,
    url: host && `${web?.entrance === "internal" ? "http" : "https"}://${host}`,
    internal: web?.entrance === "internal",
    logGroup: logGroupName(stack, name),
    family: `${stack}-${name}`,
    platformVersion,
    desiredCount,
    started: !keepsRunning(kind),
    schedule: schedule && { ...schedule, queue: failedRunsQueue(stack, name) },
    beanstalk: runtime === "beanstalk" ? environmentName(stack, name) : undefined,
    engine: engineView(stack, name, deploy, release),
    exec: exec && runtime !== "beanstalk",
    ghost: preset === "ghost" && runtime === "fargate",
  };
}

/** What exchanges the tasks of a service, and who has to be asked to go back. */
function engineView(stack: string, name: string, { engine }: DeployPlan, { owner }: Service["release"]) {
  return {
    codeDeploy: engine === "codedeploy" ? codeDeployName({ stack }, name) : undefined,
    native: engine === "ecs-native",
    elsewhere: owner === "pipeline",
  };
}

/** How the pipeline of a service is looked at and helped along; undefined where it has none. */
function deliveryView({ stack, delivery, services }: Environment, service: Service) {
  const { name, pipeline, release, deploy, runtime } = service;
  if (pipeline === undefined) return undefined;
  return {
    pipeline: pipelineName({ stack }, name),
    gate: gateOf(pipeline),
    approval: pipeline.approval,
    freeze: hasFreeze(delivery, services),
    // CodeDeploy's tasks are made of the team file each time; Beanstalk's, too.
    keepsRevision: release.owner === "pipeline" && runtime !== "beanstalk" && deploy.engine !== "codedeploy",
  };
}
