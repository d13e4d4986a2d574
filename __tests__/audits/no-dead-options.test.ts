import { describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { teamJsonSchema } from "../../config/json-schema";
import { complaints, PLATFORM, validated } from "../support/config";
import { temporaryRoot } from "../support/root";
import { stacksOf } from "../support/stacks";
import {
  BEANSTALK,
  BESIDE_CONTAINER,
  CONTAINER,
  DELIVERY,
  DEPLOY,
  INSTANCES,
  KINDS,
  ON_BEANSTALK,
  ON_INSTANCES,
  PIPELINE,
  SCALING,
} from "./options";

/** An environment in which every option counts. */
const BASE = `
class: production
account: "111122223333"
region: us-west-2
network: { ipv4Cidr: 10.20.0.0/16, availabilityZones: [us-west-2a, us-west-2b] }
ingress: { domain: festa.example.net, zone: example.net, allow: [203.0.113.0/24, "2001:db8:42::/48"] }
database: { minCapacityAcu: 1 }
files: {}
datadog:
  site: datadoghq.com
  apiKeySecret: { secret: "arn:aws:secretsmanager:us-west-2:111122223333:secret:datadog-a1B2c3", key: api }
services:
  app:
    image: example/app:1.0.0
    port: 8080
    cpu: 2048
    memoryMiB: 4096
    mounts: { data: { path: /data } }
    environment: { HOST: { from: database.host } }
    secrets: { USERNAME: { from: database.username } }
    containerHealthCheck: { command: [CMD, "true"] }
    sidecars:
      proxy:
        image: example/proxy:1.0.0
        environment: { HOST: { from: database.host } }
        secrets: { USERNAME: { from: database.username } }
        containerHealthCheck: { command: [CMD, "true"] }
`;

/** Another value for every option, by its path in an environment. */
const OTHER: Record<string, unknown> = {
  class: "staging",
  account: "444455556666",
  region: "us-east-2",
  protect: false,
  encryption: "customer-managed",
  "network.ipv4Cidr": "10.21.0.0/16",
  "network.availabilityZones": ["us-west-2a", "us-west-2c"],
  "network.nat": "single",
  "network.placement": "public",
  "network.endpoints": "fargate",
  "network.flowLogs.retentionDays": 7,
  "ingress.domain": "other.example.net",
  "ingress.zone": "example.org",
  "ingress.allow": ["203.0.113.0/24"],
  "ingress.public": true,
  "ingress.ipAddressType": "ipv4",
  "ingress.tlsPolicy": "ELBSecurityPolicy-TLS13-1-3-2021-06",
  "ingress.idleTimeoutSeconds": 61,
  "ingress.accessLogs.retentionDays": 7,
  "ingress.waf.rateLimit.requests": 100,
  "ingress.waf.rateLimit.windowSeconds": 60,
  "ingress.waf.managedRules": "count",
  "ingress.waf.logRetentionDays": 7,
  "database.version": "8.4.mysql_aurora.8.4.8",
  "database.minCapacityAcu": 2,
  "database.maxCapacityAcu": 16,
  "database.autoPauseSeconds": 900,
  "database.instances": 3,
  "database.databaseName": "shop",
  "database.snapshot": "festa-2026-11-01",
  "database.backupRetentionDays": 30,
  "database.passwordRotationDays": 60,
  "database.users.reader.rights": "data",
  "database.users.reader.rotationDays": 7,
  "database.insights": "advanced",
  "database.maintenanceWindow": "mon:18:00-mon:19:00",
  "database.backupWindow": "12:00-13:00",
  "database.logRetentionDays": 7,
  "files.infrequentAccessAfterDays": 7,
  "files.backup": false,
  "datadog.site": "ap1.datadoghq.com",
  "datadog.apiKeySecret.secret": "arn:aws:secretsmanager:us-west-2:111122223333:secret:other-a1B2c3",
  "datadog.apiKeySecret.key": "other",
  "datadog.apiKeySecret.versionStage": "AWSPREVIOUS",
  "datadog.apiKeySecret.kmsKey":
    "arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
  "datadog.apm": false,
  "datadog.logs": false,
  "datadog.agent.image": "public.ecr.aws/datadog/agent:7.80.0",
  "datadog.agent.cpu": 300,
  "datadog.agent.memoryMiB": 600,
  "datadog.logRouter.image": "public.ecr.aws/aws-observability/aws-for-fluent-bit:2.33.0",
  "datadog.logRouter.cpu": 200,
  "datadog.logRouter.memoryMiB": 300,
  "datadog.logRouter.required": true,
  "notifications.emails": ["web@example.net"],
  "tags.cost-center": "blog",
  runtime: "ec2",
  "cluster.containerInsights": "enhanced",
  ...Object.fromEntries(Object.entries(INSTANCES).map(([key, value]) => [`cluster.${key}`, value])),
  ...prefixed("services.app", CONTAINER),
  ...Object.fromEntries(Object.entries(KINDS).map(([key, [value]]) => [`services.app.${key}`, value])),
  "services.app.runtime": "beanstalk",
  "services.app.cpu": 1024,
  "services.app.memoryMiB": 5120,
  "services.app.architecture": "arm64",
  "services.app.platformVersion": "LATEST",
  "services.app.port": 9090,
  "services.app.desiredCount": 5,
  "services.app.singleton": true,
  "services.app.hosts": ["shop.example.net"],
  "services.app.headers.X-Version": ["beta"],
  "services.app.sourceIps": ["198.51.100.0/24"],
  "services.app.stickiness.seconds": 600,
  "services.app.slowStartSeconds": 60,
  "services.app.deregistrationDelaySeconds": 60,
  "services.app.calls": ["users"],
  "services.app.front.image": "nginx:1.29.0",
  "services.app.front.port": 8889,
  "services.app.front.allow": ["198.51.100.0/24"],
  "services.app.front.cpu": 256,
  "services.app.front.memoryMiB": 256,
  "services.app.paths": ["/shop/*"],
  "services.app.healthCheck.path": "/health",
  "services.app.healthCheck.successCodes": "204",
  "services.app.healthCheck.intervalSeconds": 20,
  "services.app.healthCheck.timeoutSeconds": 6,
  "services.app.healthCheck.healthyThreshold": 3,
  "services.app.healthCheck.unhealthyThreshold": 4,
  "services.app.healthCheck.gracePeriodSeconds": 61,
  "services.app.mounts.data.path": "/other",
  "services.app.mounts.data.uid": 1001,
  "services.app.mounts.data.gid": 1001,
  "services.app.mounts.data.readOnly": true,
  "services.app.deployment.minimumHealthyPercent": 50,
  "services.app.deployment.maximumPercent": 150,
  "services.app.exec": true,
  "services.app.egressPorts": [443, 587],
  "services.app.mail.from": "app@example.net",
  ...prefixed("services.app.sidecars.proxy", CONTAINER),
  "services.app.sidecars.proxy.cpu": 256,
  "services.app.sidecars.proxy.memoryMiB": 256,
  "services.app.sidecars.proxy.essential": true,
  "services.app.sidecars.proxy.port": 9090,
  "services.app.sidecars.proxy.mounts.data.path": "/seen",
  "services.app.sidecars.proxy.mounts.data.readOnly": true,
  "services.app.ephemeralStorageGiB": 50,
  "services.app.s3Files.path": "/other",
  "services.app.s3Files.objects.a": "arn:aws:s3:::example-secrets/b",
  "services.app.s3Files.kmsKey":
    "arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
  "services.app.s3Files.image": "example/aws-cli:1.0.0",
  "services.app.uploadsAssets": true,
  "assets.domain": "assets.example.net",
  "assets.priceClass": "north-america-and-europe",
  "assets.keepVersionsDays": 7,
  "services.app.permissions": [{ actions: ["s3:GetObject"], resources: ["arn:aws:s3:::example-uploads/*"] }],
  ...Object.fromEntries(
    Object.entries(BEANSTALK).map(([key, [value]]) => [`services.app.beanstalk.${key}`, value]),
  ),
  ...Object.fromEntries(Object.entries(SCALING).map(([key, [value]]) => [`services.app.${key}`, value])),
  ...Object.fromEntries(Object.entries(PIPELINE).map(([key, [value]]) => [`services.app.${key}`, value])),
  ...Object.fromEntries(Object.entries(DELIVERY).map(([key, [value]]) => [`delivery.${key}`, value])),
  ...Object.fromEntries(Object.entries(DEPLOY).map(([key, [value]]) => [`services.app.${key}`, value])),
  "services.app.logRetentionDays": 7,
  "services.app.alarms.errorPercent": 1,
  "services.app.alarms.latencySeconds": 1,
  "services.app.alarms.cpuPercent": 50,
  "services.app.alarms.memoryPercent": 50,
};

const WITH_FILES = {
  "services.app.s3Files": { path: "/run/files", objects: { a: "arn:aws:s3:::example-secrets/a" } },
};

const BEHIND_FRONT = { "services.app.front": { allow: ["203.0.113.0/24"], port: 8888 } };

/** What an option needs beside it to count, before and after. */
const CONTEXT: Record<string, Record<string, unknown>> = {
  "services.app.sidecars.proxy.mounts.data.readOnly": {
    "services.app.sidecars.proxy.mounts.data": { path: "/data" },
  },
  ...Object.fromEntries(
    ["path", "objects.a", "kmsKey", "image"].map((key) => [`services.app.s3Files.${key}`, WITH_FILES]),
  ),
  "services.app.uploadsAssets": { assets: {} },
  "assets.domain": { assets: {} },
  "assets.priceClass": { assets: {} },
  "assets.keepVersionsDays": { assets: {} },
  "database.users.reader.rights": { "database.users.reader": {} },
  "database.users.reader.rotationDays": { "database.users.reader": {} },
  "services.app.secrets.USERNAME.user": { "database.users.reader": {} },
  "services.app.sidecars.proxy.secrets.USERNAME.user": { "database.users.reader": {} },
  "database.autoPauseSeconds": { class: "development", "database.minCapacityAcu": 0 },
  ...Object.fromEntries(Object.keys(INSTANCES).map((key) => [`cluster.${key}`, ON_INSTANCES])),
  ...Object.fromEntries(Object.entries(KINDS).map(([key, [, beside]]) => [`services.app.${key}`, beside])),
  ...besideContainer("services.app"),
  ...besideContainer("services.app.sidecars.proxy"),
  "services.app.calls": {
    "services.users": { image: "example/users:1.0.0", kind: "internal", port: 9090 },
  },
  ...Object.fromEntries(
    ["image", "port", "allow", "cpu", "memoryMiB"].map((key) => [`services.app.front.${key}`, BEHIND_FRONT]),
  ),
  ...Object.fromEntries(Object.entries(SCALING).map(([key, [, beside]]) => [`services.app.${key}`, beside])),
  ...Object.fromEntries(Object.entries(PIPELINE).map(([key, [, beside]]) => [`services.app.${key}`, beside])),
  ...Object.fromEntries(Object.entries(DELIVERY).map(([key, [, beside]]) => [`delivery.${key}`, beside])),
  ...Object.fromEntries(Object.entries(DEPLOY).map(([key, [, beside]]) => [`services.app.${key}`, beside])),
  "services.app.links": ON_BEANSTALK,
  "services.app.sidecars.proxy.links": ON_BEANSTALK,
  ...Object.fromEntries(
    Object.entries(BEANSTALK).map(([key, [, beside]]) => [`services.app.beanstalk.${key}`, beside]),
  ),
};

/** What has to change along with an option to be valid. */
const ALONG: Record<string, Record<string, unknown>> = {
  account: { class: "staging", "datadog.apiKeySecret.secret": secretIn("us-west-2", "444455556666") },
  region: {
    "network.availabilityZones": ["us-east-2a", "us-east-2b"],
    "datadog.apiKeySecret.secret": secretIn("us-east-2", "111122223333"),
  },
  "ingress.zone": { "ingress.domain": "festa.example.org" },
  "ingress.public": { "ingress.allow": [] },
};

/**
 * Options with a single value so far, `preset` and `extends`, which other tests are about, and
 * `network.peers`, a declaration that makes nothing: a rule keeps the blocks of peers apart.
 */
const EXEMPT = [
  "database.engine",
  "services.app.beanstalk.loadBalancer",
  "services.app.preset",
  "extends",
  "network.peers",
];

const PLATFORM_WITH_ZONES = `${PLATFORM.replace(", regions: [us-west-2]", "")}  example.org: Z9876543210ABCDEFGHIJ\n`;

describe("every option", () => {
  it("has another value here", () => {
    const known = [...Object.keys(OTHER), ...EXEMPT].map(general).sort();
    const environments = (teamJsonSchema().properties as Record<string, Schema>).environments ?? {};
    expect([...new Set(known)]).toEqual(leaves(environments, []).sort());
  });

  it.each(Object.keys(OTHER))("%s changes the output", (path) => {
    const before = { ...CONTEXT[path] };
    const after = { ...before, ...ALONG[path], [path]: OTHER[path] };
    expect(synthesized(after)).not.toBe(synthesized(before));
  });
});

function synthesized(values: Record<string, unknown>): string {
  const environment = parse(BASE);
  for (const [path, value] of Object.entries(values)) {
    // A later option changes part of it.
    set(environment, path.split("."), structuredClone(value));
  }
  const team = stringify({
    team: "festa",
    owners: ["web-platform"],
    environments: { production: environment },
  });
  const result = validated(team, PLATFORM_WITH_ZONES);
  if (result.environments === undefined) throw new Error(complaints(result).join("\n"));
  const root = temporaryRoot({ "platform.yaml": PLATFORM_WITH_ZONES, "teams/festa.yaml": team });
  const [stack] = stacksOf(root).values();
  return (stack?.text ?? "").replace(/"path": "[^"]*tfstate"/, "");
}

function set(target: Record<string, unknown>, [first, ...rest]: string[], value: unknown): void {
  if (first === undefined) return;
  if (rest.length === 0) {
    target[first] = value;
    return;
  }
  const inner = target[first];
  const map = typeof inner === "object" && inner !== null ? (inner as Record<string, unknown>) : {};
  target[first] = map;
  set(map, rest, value);
}

interface Schema {
  readonly properties?: Record<string, Schema>;
  readonly additionalProperties?: Schema | boolean;
  readonly anyOf?: readonly Schema[];
}

/** Paths of all leaves of an environment's schema; `*` stands for a name. */
function leaves(schema: Schema, path: readonly string[]): string[] {
  const map = [schema, ...(schema.anyOf ?? [])].find((one) => one.properties ?? named(one));
  if (map?.properties !== undefined) {
    return Object.entries(map.properties).flatMap(([key, inner]) => leaves(inner, [...path, key]));
  }
  const inner = map && named(map);
  if (inner !== undefined) return leaves(inner, [...path, "*"]);
  return [path.slice(1).join(".")];
}

function named({ additionalProperties }: Schema): Schema | undefined {
  return typeof additionalProperties === "object" ? additionalProperties : undefined;
}

/** Keys of a container stand below it; what begins with `services.` stands where it says. */
function besideContainer(container: string): Record<string, Record<string, unknown>> {
  const place = (key: string) => (key.startsWith("services.") ? key : `${container}.${key}`);
  return Object.fromEntries(
    Object.entries(BESIDE_CONTAINER).map(([key, beside]) => [
      `${container}.${key}`,
      Object.fromEntries(Object.entries(beside).map(([other, value]) => [place(other), value])),
    ]),
  );
}

function general(path: string): string {
  return path
    .replace("users.reader", "users.*")
    .replace("s3Files.objects.a", "s3Files.objects.*")
    .replace("headers.X-Version", "headers.*")
    .replace("tmpfs./cache", "tmpfs.*")
    .replace("scratch.tmp", "scratch.*")
    .replace("dependsOn.setup", "dependsOn.*")
    .replace("ulimits.nofile", "ulimits.*")
    .replace(/^tags\..*/, "tags.*")
    .replace(/^services\.app/, "services.*")
    .replace(".sidecars.proxy", ".sidecars.*")
    .replaceAll(".mounts.data", ".mounts.*")
    .replace(".schedules.day", ".schedules.*")
    .replace("freeze.winter", "freeze.*")
    .replace(/(environment|secrets)\.[A-Z]+/, "$1.*");
}

function prefixed(prefix: string, values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [`${prefix}.${key}`, value]));
}

function secretIn(region: string, account: string): string {
  return `arn:aws:secretsmanager:${region}:${account}:secret:datadog-a1B2c3`;
}
