import type { Construct } from "constructs";
import {
  BeanstalkService,
  type BeanstalkServiceProps,
  type BeanstalkWeb,
  bundleWithImage,
} from "../modules/beanstalk";
import { BUILT_IMAGE } from "../modules/delivery";
import { literals } from "../modules/naming";
import { BeanstalkAlarms } from "../modules/observability";
import { wafOf } from "./environment-needs";
import { laterImages } from "./images";
import { known } from "./known";
import { permissions } from "./permissions";
import { secretKeys } from "./secret-keys";
import type { RunningService, ServiceParts } from "./service-parts";

/** Runs a service as a Beanstalk environment, with a load balancer or a queue of its own. */
export function runOnBeanstalk(scope: Construct, parts: ServiceParts): RunningService {
  const props = propsOf(parts);
  const running = new BeanstalkService(scope, "beanstalk", props);
  addAlarms(scope, parts, running);
  const { instanceRoleArn: filesRoleArn, environmentArn: arn, environmentId } = running;
  const { name } = parts.service;
  return {
    filesRoleArn,
    redeploy: { kind: "beanstalk", name, arn, environmentId },
    deployable: parts.service.pipeline && {
      engine: "beanstalk",
      applicationName: props.application.name,
      environmentName: running.environmentName,
      instanceRoleArn: running.instanceRoleArn,
      containerName: name,
      files: literals(bundleWithImage(props, BUILT_IMAGE)),
    },
    startable: undefined,
    ready: running.ready,
  };
}

function propsOf(parts: ServiceParts): BeanstalkServiceProps {
  const { service, shared, firewall, logs, task, writtenTask } = parts;
  const { identity, network, environment, database, files } = shared;
  const beanstalk = known(service.beanstalk, "plan for Beanstalk");
  return {
    ...beanstalk,
    identity,
    name: service.name,
    application: known(shared.application, "application of Beanstalk"),
    network,
    placement: environment.network.placement,
    firewall,
    task,
    bundleTask: writtenTask,
    imageIsOwnedElsewhere: service.release.owner === "pipeline",
    architecture: service.architecture,
    laterImages: laterImages(service, environment),
    logGroupArn: logs.arn,
    logRetentionDays: service.logRetentionDays,
    mailSenders: service.mailSenders,
    permissions: permissions(service, shared.assets),
    kmsKeyArn: shared.keyArn,
    secretKeys: secretKeys(environment, service),
    web: webOf(parts),
    singleton: service.singleton,
    dependsOn: [...(database?.ready ?? []), ...(files?.ready ?? [])],
  };
}

function webOf({ service: { web }, shared: { environment } }: ServiceParts): BeanstalkWeb | undefined {
  const { ingress } = environment;
  if (web === undefined || ingress === undefined) return undefined;
  return {
    ...ingress,
    domain: known(web.hosts[0], "host name for the service"),
    hosts: [...web.hosts].sort(),
    zoneId: ingress.zone.id,
    waf: wafOf(environment, ingress),
    healthCheck: web.healthCheck,
    deregistrationDelaySeconds: web.deregistrationDelaySeconds,
    stickinessSeconds: web.stickinessSeconds,
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
