import type { Construct } from "constructs";
import { BeanstalkService, type BeanstalkWeb } from "../modules/beanstalk";
import { BeanstalkAlarms } from "../modules/observability";
import { wafCountedRules } from "./environment-needs";
import { known } from "./known";
import { DEREGISTRATION_DELAY_SECONDS, type RunningService, type ServiceParts } from "./service-parts";

/** Runs a service as a Beanstalk environment, with a load balancer or a queue of its own. */
export function runOnBeanstalk(scope: Construct, parts: ServiceParts): RunningService {
  const running = addService(scope, parts);
  addAlarms(scope, parts, running);
  const { instanceRoleArn: filesRoleArn, environmentArn: arn, environmentId } = running;
  const { name } = parts.service;
  return { filesRoleArn, redeploy: { kind: "beanstalk", name, arn, environmentId } };
}

function addService(scope: Construct, parts: ServiceParts): BeanstalkService {
  const { service, shared, firewall, logs, task, writtenTask } = parts;
  const { identity, network, environment, database, files } = shared;
  const beanstalk = known(service.beanstalk, "plan for Beanstalk");
  return new BeanstalkService(scope, "beanstalk", {
    ...beanstalk,
    identity,
    name: service.name,
    application: known(shared.application, "application of Beanstalk"),
    network,
    placement: environment.network.placement,
    firewall,
    task,
    bundleTask: writtenTask,
    architecture: service.architecture,
    logGroupArn: logs.arn,
    logRetentionDays: service.logRetentionDays,
    mailSenders: service.mailSenders,
    kmsKeyArn: shared.keyArn,
    web: webOf(parts),
    singleton: service.singleton,
    dependsOn: [...(database?.ready ?? []), ...(files?.ready ?? [])],
  });
}

function webOf({ service: { web }, shared: { environment } }: ServiceParts): BeanstalkWeb | undefined {
  const { ingress } = environment;
  if (web === undefined || ingress === undefined) return undefined;
  return {
    ...ingress,
    domain: known(web.hosts[0], "host name for the service"),
    hosts: [...web.hosts].sort(),
    zoneId: ingress.zone.id,
    waf: { ...ingress.waf, countedRules: wafCountedRules(environment) },
    healthCheck: web.healthCheck,
    deregistrationDelaySeconds: DEREGISTRATION_DELAY_SECONDS,
  };
}

function addAlarms(scope: Construct, { service, shared }: ServiceParts, running: BeanstalkService): void {
  const { identity, topicArn } = shared;
  new BeanstalkAlarms(scope, "alarms", {
    ...service.alarms,
    identity,
    service: service.name,
    environmentName: running.environmentName,
    loadBalancer: running.loadBalancerArnSuffix,
    topicArn,
  });
}
