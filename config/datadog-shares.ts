import type { Share } from "../modules/compute/main-container-share";
import type { Environment, Service } from "./environment";

/**
 * What Datadog's containers take of a service's task. On Beanstalk the agent itself reads the output of the other
 * containers, so that there is no log router. The instances of a cluster have an agent of their own.
 */
export function datadogShares({ datadog }: Environment, { runtime }: Service): readonly Share[] {
  if (datadog === undefined || runtime === "ec2") return [];
  return datadog.logs && runtime === "fargate" ? [datadog.agent, datadog.logRouter] : [datadog.agent];
}
