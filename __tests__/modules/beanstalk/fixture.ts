import type { Construct } from "constructs";
import {
  BeanstalkApplication,
  BeanstalkService,
  type BeanstalkServiceProps,
  type BeanstalkWeb,
} from "../../../modules/beanstalk";
import { Firewall, type Network } from "../../../modules/network";
import { stubNetwork } from "../../support/stub-network";
import { type Attributes, type Synthesized, synth, TEST_IDENTITY } from "../../support/synth";
import { container, GHOST, task } from "../compute/tasks";

export const PLATFORM = "64bit Amazon Linux 2023 v4.2.0 running ECS";

export const WEB: BeanstalkWeb = {
  domain: "blog.example.net",
  hosts: ["blog.example.net", "www.example.net"],
  zoneId: "Z0123456789ABCDEFGHIJ",
  access: { kind: "allow", ipv4: ["203.0.113.0/24"], ipv6: ["2001:db8:42::/48"] },
  ipAddressType: "dualstack",
  tlsPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
  idleTimeoutSeconds: 60,
  accessLogRetentionDays: 90,
  waf: {
    rateLimit: { requests: 2000, windowSeconds: 300 },
    managedRules: "block",
    logRetentionDays: 30,
    countedRules: {},
  },
  healthCheck: {
    path: "/ghost/.well-known/jwks.json",
    successCodes: "200",
    intervalSeconds: 30,
    timeoutSeconds: 5,
    healthyThreshold: 2,
    unhealthyThreshold: 5,
    gracePeriodSeconds: 300,
  },
  deregistrationDelaySeconds: 30,
};

type Own = Omit<BeanstalkServiceProps, "application" | "firewall" | "network">;

/** Ghost on Elastic Beanstalk. */
export const BLOG: Own = {
  identity: TEST_IDENTITY,
  name: "blog",
  placement: "private",
  task: GHOST,
  bundleTask: GHOST,
  architecture: "x86_64",
  platform: PLATFORM,
  instanceTypes: ["t3.medium", "t3a.medium"],
  instances: { min: 1, max: 1 },
  deployment: {
    policy: "all-at-once",
    batchPercent: 50,
    timeoutSeconds: 900,
    trafficPercent: 10,
    evaluationMinutes: 5,
  },
  managedUpdates: undefined,
  scaling: undefined,
  schedules: [],
  logGroupArn: "arn:aws:logs:us-west-2:111122223333:log-group:/teamstacks/team-test/blog",
  logRetentionDays: 30,
  mailSenders: ["blog@example.net"],
  kmsKeyArn: undefined,
  web: WEB,
  worker: undefined,
  singleton: true,
  dependsOn: [],
};

const CRUNCHER_TASK = task(
  container({ name: "cruncher", image: "example/cruncher:1.0.0", port: 8080, cpu: 256, memoryMiB: 512 }),
);

/** A worker that scales. */
export const CRUNCHER: Own = {
  ...BLOG,
  name: "cruncher",
  task: CRUNCHER_TASK,
  bundleTask: CRUNCHER_TASK,
  instances: { min: 2, max: 6 },
  deployment: { ...BLOG.deployment, policy: "rolling" },
  managedUpdates: { start: "Sun:18:00", level: "minor" },
  scaling: { metric: "cpu", upper: 70, lower: 30, periodMinutes: 5, step: 2, cooldownSeconds: 300 },
  schedules: [
    { name: "morning", recurrence: "0 23 * * 0-4", min: 4, max: 8, desired: 6 },
    { name: "night", recurrence: "0 12 * * 1-5", min: 2, max: 6, desired: undefined },
  ],
  mailSenders: [],
  web: undefined,
  worker: { httpPath: "/jobs", visibilityTimeoutSeconds: 300 },
  singleton: false,
};

/** Adds services, with their application, to a stack. */
export function addServices(
  scope: Construct,
  services: readonly Own[],
  network: Network = stubNetwork(),
): BeanstalkService[] {
  const { identity, kmsKeyArn } = services[0] ?? BLOG;
  const application = new BeanstalkApplication(scope, "beanstalk", { identity, kmsKeyArn });
  return services.map((service) => {
    const firewall = new Firewall(scope, `${service.name}_firewall`, {
      identity,
      vpcId: network.vpcId,
      name: service.name,
      description: `Instances of ${service.name}`,
    });
    firewall.allowToAnywhere(443, "dualstack");
    return new BeanstalkService(scope, service.name, { ...service, application, network, firewall });
  });
}

/** A stack with one service. */
export function synthService(service: Own): Synthesized {
  return synth((stack) => {
    addServices(stack, [service]);
  });
}

/** A stack with the blog, changed. */
export function synthBlog(changes: Partial<Own> = {}): Synthesized {
  return synthService({ ...BLOG, ...changes });
}

/** A stack with the worker, changed. */
export function synthCruncher(changes: Partial<Own> = {}): Synthesized {
  return synthService({ ...CRUNCHER, ...changes });
}

/** The Beanstalk environment of a service. */
export function environmentOf(stack: Synthesized, service: string): Attributes {
  return stack.one("aws_elastic_beanstalk_environment", `${service}_environment`);
}

/** A setting as it is written. */
export interface WrittenSetting {
  readonly namespace: string;
  readonly name: string;
  readonly value: string;
  readonly resource: string;
}

/** All settings of a service's environment, in their order. */
export function settingsOf(stack: Synthesized, service: string): WrittenSetting[] {
  return environmentOf(stack, service).setting as WrittenSetting[];
}

/** The options of one namespace, by name. */
export function optionsOf(
  stack: Synthesized,
  service: string,
  namespace: string,
  resource = "",
): Record<string, string> {
  return Object.fromEntries(
    settingsOf(stack, service)
      .filter((each) => each.namespace === namespace && each.resource === resource)
      .map(({ name, value }) => [name, value]),
  );
}
