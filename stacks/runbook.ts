import type { Environment, Service } from "../config/environment";
import { databaseClusterName } from "../modules/database/cluster-name";
import { logGroupName } from "../modules/observability/log-group-name";

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
    cluster: stack,
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
    exec,
    ghost: preset === "ghost" && runtime === "fargate",
  };
}
