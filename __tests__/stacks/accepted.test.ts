import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { stringify } from "yaml";
import type { Environment } from "../../config/environment";
import { writeStack } from "../../stacks/write-stack";
import { validated } from "../support/config";
import { repeatedNames } from "../support/own-names";
import { synthesized } from "../support/synth";

const SECRET = "arn:aws:secretsmanager:us-west-2:111122223333:secret:a/key-a1B2c3";
const NAMES = [
  ...["a", "a-b", "b", "a-failed", "web", "database", "files", "load-balancer", "endpoints", "flow-logs"],
  ...["beanstalk", "password-redeploy", "alarms", "datadog-agent", "ingress", "none", "alb", "instance"],
];
const VARIABLES = ["A", "PORT", "DD_ENV", "DD_SERVICE"];

/** A record with all, some or none of the keys. */
function some(keys: Record<string, fc.Arbitrary<unknown>>) {
  return fc.record(keys, { requiredKeys: [] });
}

const port = fc.constantFrom(80, 443, 2020, 2368, 3000, 8080, 8126, 24_224);
const container = {
  command: fc.constant(["node", "x.js"]),
  user: fc.constantFrom("0", "1000:1000", "node"),
  environment: fc.dictionary(
    fc.constantFrom(...VARIABLES),
    fc.oneof(
      fc.constantFrom("x", "$" + "{x}", "%{y}", 1, true),
      fc.record({ from: fc.constantFrom("service.url", "service.host", "database.host", "database.port") }),
    ),
  ),
  secrets: fc.dictionary(
    fc.constantFrom(...VARIABLES),
    fc.constantFrom<unknown>(SECRET, { secret: SECRET, key: "k" }, { from: "database.password" }),
  ),
  containerHealthCheck: fc.constant({ command: ["CMD", "true"] }),
  readonlyRootFilesystem: fc.boolean(),
  stopTimeoutSeconds: fc.constantFrom(2, 120),
  links: fc.subarray(["a", "web", "datadog-agent"]),
};
const sidecar = fc
  .tuple(some({ ...container, port, essential: fc.boolean(), cpu: fc.constantFrom(2, 64, 256) }))
  .map(([keys]) => ({ image: "a/b:1", ...keys }));
const mount = fc.record({ path: fc.constantFrom("/data", "/a/b") });
const service = some({
  ...container,
  runtime: fc.constantFrom("fargate", "fargate", "beanstalk"),
  port,
  kind: fc.constantFrom("web", "internal", "worker", "task", "schedule"),
  schedule: fc.constantFrom<unknown>({ cron: "0 3 * * 1" }, { everyMinutes: 5, enabled: false }),
  like: fc.constantFrom("a", "b", "web"),
  preset: fc.constant("ghost"),
  mail: fc.constantFrom<unknown>("none", { from: "a@example.net" }),
  cpu: fc.constantFrom(256, 1024),
  memoryMiB: fc.constantFrom(512, 2048),
  desiredCount: fc.constantFrom(0, 1, 3),
  scaling: fc.constantFrom<unknown>("none", {
    cpuPercent: 60,
    requestsPerTaskPerMinute: 600,
    step: { add: [{ abovePercent: 80, tasks: 2 }] },
    schedules: { day: { cron: "0 8 * * *", minTasks: 2, maxTasks: 4 } },
  }),
  spot: fc.constantFrom<unknown>("none", {}),
  singleton: fc.boolean(),
  hosts: fc.subarray(["x.example.net", "y.example.net", "z.example.net"], { minLength: 1 }),
  paths: fc.subarray(["/a", "/a/*", "/b*", "/*"], { minLength: 1, maxLength: 4 }),
  mounts: fc.dictionary(fc.constantFrom("a", "b", "b-c", "dd-sockets"), mount, { maxKeys: 2 }),
  sidecars: fc.dictionary(fc.constantFrom("a", "proxy", "datadog-agent", "web"), sidecar, { maxKeys: 2 }),
  exec: fc.boolean(),
  egressPorts: fc.subarray([443, 80, 25], { minLength: 1 }),
  beanstalk: some({
    tier: fc.constantFrom("web", "worker"),
    instanceTypes: fc.subarray(["t4g.small", "t3.small", "m6i.large", "x9.huge"], { minLength: 1 }),
    minInstances: fc.constantFrom(1, 3),
    scaling: fc.constantFrom<unknown>("none", { metric: "latency", upper: 2, lower: 1 }),
    deployment: fc.record({ policy: fc.constantFrom("all-at-once", "rolling", "immutable") }),
  }),
}).map((keys) => ({ image: "a/b:1.0.0", ...keys }));
const environment = fc.record({
  class: fc.constantFrom("production", "staging", "development"),
  account: fc.constant("111122223333"),
  region: fc.constant("us-west-2"),
  network: fc
    .tuple(
      some({
        endpoints: fc.constantFrom("none", "fargate"),
        nat: fc.constantFrom("none", "single", "per-az"),
      }),
    )
    .map(([keys]) => ({
      ipv4Cidr: "10.20.0.0/16",
      availabilityZones: ["us-west-2a", "us-west-2b"],
      ...keys,
    })),
  ingress: fc.constantFrom<unknown>("none", {
    domain: "x.example.net",
    zone: "example.net",
    allow: ["203.0.113.0/24", "2001:db8:42::/48"],
  }),
  database: fc.constantFrom<unknown>("none", {}),
  files: fc.constantFrom<unknown>("none", {}),
  datadog: fc.constantFrom<unknown>("none", { site: "datadoghq.com", apiKeySecret: SECRET }),
  services: fc.dictionary(fc.constantFrom(...NAMES), service, { maxKeys: 3 }),
});

/** What of a team file is valid; almost none is by chance, so whatever is complained about is taken out. */
function acceptable(written: object): readonly Environment[] {
  const document = { team: "festa", owners: ["a"], environments: { production: written } };
  for (let attempt = 0; attempt < 15; attempt++) {
    const { environments, problems } = validated(stringify(document));
    if (environments !== undefined) return environments;
    for (const { path, severity } of problems) if (severity === "error") removed(document, path.split("."));
  }
  return [];
}

/** Removes what a path points at, or the nearest thing above it that is there. */
function removed(document: object, path: readonly string[]): void {
  let at = document as Record<string, unknown>;
  for (const [index, part] of path.entries()) {
    const key = part.replace(/\[.*/, "");
    const next = at[key];
    if (index > 1 && (index === path.length - 1 || typeof (next ?? 0) !== "object")) {
      delete at[key];
      return;
    }
    at = next as Record<string, unknown>;
    if (at === undefined) return;
  }
}

it("whatever is accepted becomes a stack in which each name is given once", () => {
  const out = mkdtempSync(join(tmpdir(), "teamstacks-accepted-"));
  let written = 0;
  try {
    fc.assert(
      fc.property(environment, (one) => {
        for (const accepted of acceptable(one)) {
          rmSync(join(out, "stacks"), { recursive: true, force: true });
          writeStack(accepted, out, "../../../state");
          const text = readFileSync(join(out, "stacks", accepted.stack, "cdk.tf.json"), "utf8");
          expect(repeatedNames(synthesized(JSON.parse(text)))).toEqual([]);
          written++;
        }
      }),
      { numRuns: 100 },
    );
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
  expect(written).toBeGreaterThan(30);
}, 60_000);
