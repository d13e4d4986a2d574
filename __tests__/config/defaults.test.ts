import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { CLASS_DEFAULTS, DEFAULTS, SERVICE_DEFAULTS, SIDECAR_DEFAULTS } from "../../config/defaults";
import { assetsSpec } from "../../config/spec/assets";
import { clusterSpec } from "../../config/spec/cluster";
import { databaseSpec } from "../../config/spec/database";
import { datadogSpec } from "../../config/spec/datadog";
import { CLASSES } from "../../config/spec/environment";
import { filesSpec } from "../../config/spec/files";
import { ingressSpec } from "../../config/spec/ingress";
import { networkSpec } from "../../config/spec/network";
import { platformSpec } from "../../config/spec/platform";
import { serviceSpec } from "../../config/spec/service";
import { changed, TEAM, validated, withService } from "../support/config";

const keys = (spec: z.ZodObject) => Object.keys(spec.shape).sort();
const service = { ...SERVICE_DEFAULTS, ...DEFAULTS.serviceDefaults };
const CONTAINER = ["command", "containerHealthCheck", "entryPoint", "image", "stopSignal", "user"];

describe("built-in defaults", () => {
  it.each([
    ["network", networkSpec, DEFAULTS.network, ["availabilityZones", "ipv4Cidr"]],
    ["ingress", ingressSpec, DEFAULTS.ingress, ["domain", "zone"]],
    ["database", databaseSpec, DEFAULTS.database, ["autoPauseSeconds", "snapshot"]],
    ["files", filesSpec, DEFAULTS.files, []],
    ["assets", assetsSpec, DEFAULTS.assets, ["domain"]],
    ["cluster", clusterSpec, DEFAULTS.cluster, ["instanceTypes"]],
    ["datadog", datadogSpec, DEFAULTS.datadog, ["apiKeySecret", "site"]],
    [
      "service",
      serviceSpec,
      service,
      [
        ...CONTAINER,
        "ephemeralStorageGiB",
        "s3Files",
        "hosts",
        "mail",
        "paths",
        "port",
        "preset",
        "kind",
        "like",
        "schedule",
        "runtime",
        "repository",
        "release",
      ],
    ],
  ] as const)("of %s leave out only what has no default", (_name, spec, defaults, absent) => {
    const given = Object.keys(defaults ?? {});
    expect(keys(spec).filter((key) => !given.includes(key))).toEqual([...absent].sort());
  });

  it("are accepted by the schema that others must keep to", () => {
    const { shape } = platformSpec;
    expect(shape.defaults.safeParse(DEFAULTS).success).toBe(true);
    expect(shape.classes.safeParse(CLASS_DEFAULTS).success).toBe(true);
    expect(serviceSpec.safeParse({ ...service, sidecars: { a: SIDECAR_DEFAULTS } }).success).toBe(true);
  });

  it.each(CLASSES)("make a complete environment of class %s", (name) => {
    const text = changed(
      "class: production",
      `class: ${name}`,
      withService("sidecars: { proxy: { image: a/b:1 } }"),
    );
    const { environments } = validated(text);
    const [environment] = environments ?? [];
    expect(environment).toBeDefined();
    const absent = pathsOfUndefined(environment);
    expect(absent.filter((path) => !MAY_BE_ABSENT.test(path))).toEqual([]);
  });

  it("protect production: two databases, a NAT gateway per zone, two tasks", () => {
    expect(validated(TEAM).environments?.[0]).toMatchObject({
      protect: true,
      network: { nat: "per-az", flowLogRetentionDays: 90 },
      database: { instances: 2, backupRetentionDays: 14 },
      services: [{ desiredCount: 2 }],
    });
  });
});

const MAY_BE_ABSENT =
  /(datadog|assets|instances|permissionsBoundary|flowLogRetentionDays|accessLogRetentionDays|autoPauseSeconds|snapshot|beanstalk|port|command|entryPoint|user|healthCheck|preset|mailSenders|stickinessSeconds|stopSignal|scaling|spot|schedule|ephemeralStorageGiB|s3Files|repository|pipeline|testPort|beforeTraffic|afterTraffic)$/;

function pathsOfUndefined(value: unknown, path = ""): string[] {
  if (value === undefined) return [path];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => pathsOfUndefined(item, `${path}.${key}`));
}
