import type { Environment, Service } from "../config/environment";
import { environmentName } from "../modules/beanstalk/environment-name";
import { databaseClusterName } from "../modules/database/cluster-name";
import { logGroupName } from "../modules/observability/log-group-name";
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
    services: services.map((service) => serviceView(stack, service)),
  };
}

function serviceView(
  stack: string,
  { name, web, exec, preset, runtime, platformVersion, desiredCount }: Service,
) {
  const host = web?.hosts[0];
  return {
    name,
    url: host && `https://${host}`,
    logGroup: logGroupName(stack, name),
    family: `${stack}-${name}`,
    platformVersion,
    desiredCount,
    beanstalk: runtime === "beanstalk" ? environmentName(stack, name) : undefined,
    exec: exec && runtime === "fargate",
    ghost: preset === "ghost" && runtime === "fargate",
  };
}
