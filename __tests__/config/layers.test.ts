import { beforeEach, describe, expect, it } from "vitest";
import type { Environment } from "../../config/environment";
import { explain } from "../../config/explain";
import { loadRoot } from "../../config/load";
import { changed, complaints, PLATFORM, TEAM, validated } from "../support/config";
import { temporaryRoot } from "../support/root";

const place = "teams/festa.yaml";

const LAYERED = `${PLATFORM}tags: { from: tags, kept: tags }
defaults:
  tags: { from: defaults }
  network: { nat: single }
  datadog: { site: datadoghq.eu, apiKeySecret: arn:aws:ssm:us-west-2:111122223333:parameter/k }
  database: { backupRetentionDays: 20, insights: advanced }
  serviceDefaults: { architecture: arm64, desiredCount: 5, cpu: 1024, memoryMiB: 4096 }
classes:
  production:
    database: { backupRetentionDays: 30 }
    serviceDefaults: { desiredCount: 6 }
`;

describe("precedence", () => {
  let production: Environment | undefined;
  let rehearsal: Environment | undefined;
  beforeEach(() => {
    const { environments } = validated(
      `${TEAM}        memoryMiB: 8192
  rehearsal:
    extends: production
    class: staging
    protect: true
    network: { ipv4Cidr: 10.21.0.0/16 }
    ingress: { domain: r.example.net }
    database: none
    services: { app: { cpu: 2048 }, worker: { image: "a/b:1" } }
`,
      LAYERED,
    );
    [production, rehearsal] = environments ?? [];
  });

  it("takes defaults of the platform over built-in ones, and a class over both", () => {
    expect(production?.database).toMatchObject({
      insights: "advanced",
      instances: 2,
      backupRetentionDays: 30,
    });
    expect(production?.services[0]).toMatchObject({ architecture: "arm64", desiredCount: 6, cpu: 1024 });
    expect(production?.network.nat).toBe("per-az");
  });

  it("takes the platform's tags as the lowest", () => {
    expect(production?.tags).toMatchObject({ from: "defaults", kept: "tags" });
  });

  it("gives an environment only the parts that its team writes", () => {
    expect(production?.datadog).toBeUndefined();
    const [one] = validated(changed("files: {}", "files: {}\n    datadog: {}"), LAYERED).environments ?? [];
    expect(one?.datadog?.site).toBe("datadoghq.eu");
  });

  it("takes over what an extended environment writes, but not its class's defaults", () => {
    expect(rehearsal).toMatchObject({ class: "staging", protect: true, account: "111122223333" });
    expect(
      rehearsal?.services.map(({ name, cpu, memoryMiB, desiredCount }) => [
        name,
        cpu,
        memoryMiB,
        desiredCount,
      ]),
    ).toEqual([
      ["app", 2048, 8192, 5],
      ["worker", 1024, 4096, 5],
    ]);
    expect(rehearsal?.database).toBeUndefined();
    expect(rehearsal?.ingress?.access).toEqual(production?.ingress?.access);
  });

  it("protects production and nothing else by itself", () => {
    expect(production?.protect).toBe(true);
    expect(validated(changed("class: production", "class: staging")).environments?.[0]?.protect).toBe(false);
    expect(
      validated(changed("class: production", "class: production\n    protect: false")).environments?.[0]
        ?.protect,
    ).toBe(false);
  });

  it("drops a service with `none`", () => {
    expect(validated(`${TEAM}      other: none\n`).environments?.[0]?.services).toHaveLength(1);
  });
});

describe("extends", () => {
  it("refuses an unknown environment, once", () => {
    expect(complaints(validated(`${TEAM}  b: { extends: prodction }\n  c: { extends: b }\n`))).toEqual([
      `${place}:21:17 environments.b.extends: is not an environment of this file; got "prodction". Did you mean "production"?`,
    ]);
  });

  it("refuses a ring, once", () => {
    expect(
      complaints(validated(`${TEAM}  a: { extends: b }\n  b: { extends: c }\n  c: { extends: b }\n`)),
    ).toEqual([
      `${place}:22:17 environments.b.extends: extends itself: b → c → b. Remove \`extends\` from one of them.`,
    ]);
    expect(complaints(validated(`${TEAM}  a: { extends: a }\n`))).toEqual([
      `${place}:21:17 environments.a.extends: extends itself: a → a. Remove \`extends\` from one of them.`,
    ]);
  });

  it("refuses an environment without class, and inherits one", () => {
    expect(complaints(validated(changed("    class: production\n", "")))).toEqual([
      `${place}:4:3 environments.production.class: is missing. Write one of \`class: production\`, \`class: staging\`, \`class: development\`.`,
    ]);
  });

  it("reports a wrong inherited value once, where it is written", () => {
    const heirs = [1, 2].map(
      (n) =>
        `  h${n}: { extends: production, ingress: { domain: h${n}.example.net }, network: { ipv4Cidr: 10.3${n}.0.0/16, nat: single } }\n`,
    );
    expect(
      complaints(validated(changed("us-west-2b", "us-west-2x", `${TEAM}${heirs.join("")}`))),
    ).toHaveLength(1);
  });
});

describe("missing keys", () => {
  it("are reported together, with how to write them", () => {
    const text =
      "team: festa\nowners: [a]\nenvironments:\n  p:\n    class: production\n    ingress: {}\n    datadog: {}\n    services: { app: { port: 80, mounts: { d: {} }, containerHealthCheck: {} } }\n";
    expect(complaints(validated(text))).toEqual([
      `${place}:4:3 environments.p.account: is missing. Write \`account: "111122223333"\` with the number in quotes.`,
      `${place}:4:3 environments.p.network.availabilityZones: is missing. Write \`availabilityZones: [us-west-2a, us-west-2b]\` with two to six zones of the region.`,
      `${place}:4:3 environments.p.network.ipv4Cidr: is missing. Write \`ipv4Cidr: 10.20.0.0/16\` with a block of its own.`,
      `${place}:4:3 environments.p.region: is missing. Write \`region: us-west-2\` or another region.`,
      `${place}:6:5 environments.p.ingress.allow: lets nobody in. Write \`allow:\` with the blocks that may enter, or \`public: true\`.`,
      `${place}:6:5 environments.p.ingress.domain: is missing. Write \`domain:\` with the host name.`,
      `${place}:6:5 environments.p.ingress.zone: is missing. Write \`zone:\` with a zone of platform.yaml.`,
      `${place}:7:5 environments.p.datadog.apiKeySecret: is missing. Write \`apiKeySecret:\` with the ARN of the secret.`,
      `${place}:7:5 environments.p.datadog.site: is missing. Write \`site:\` with one of datadoghq.com, us3.datadoghq.com, us5.datadoghq.com, datadoghq.eu, ap1.datadoghq.com, ap2.datadoghq.com, ddog-gov.com.`,
      `${place}:8:17 environments.p.services.app.image: is missing. Write \`image:\` with a version, as in \`ghost:6.77.0-alpine\`.`,
      `${place}:8:44 environments.p.services.app.mounts.d: is a directory of a file system, but there are no files. Write \`files: {}\` in the environment.`,
      `${place}:8:44 environments.p.services.app.mounts.d.path: is missing. Write \`path:\` with the directory that the container sees.`,
      `${place}:8:53 environments.p.services.app.containerHealthCheck.command: is missing. Write \`command: ["CMD-SHELL", "…"]\`.`,
    ]);
  });
});

describe("explain", () => {
  const root = () =>
    loadRoot(
      temporaryRoot({
        "platform.yaml": LAYERED,
        "teams/festa.yaml": `${TEAM}  rehearsal:\n    extends: production\n    class: staging\n    files: none\n`,
      }),
    );

  it("says which layer, file and line set a value", () => {
    const loaded = root();
    const by = (key: string) =>
      explain(loaded, "festa", "rehearsal", key).map(({ value, layer, file, line, column }) => [
        value,
        layer,
        file,
        line,
        column,
      ]);
    expect(by("files")).toEqual([["none", "environment rehearsal", place, 24, 12]]);
    expect(by("ingress.domain")).toEqual([["festa.example.net", "environment production", place, 12, 15]]);
    expect(by("database.insights")).toEqual([["advanced", "platform defaults", "platform.yaml", 12, 50]]);
    expect(by("database.backupRetentionDays")).toEqual([
      [7, "built-in class staging", undefined, undefined, undefined],
    ]);
    expect(by("tags.kept")).toEqual([["tags", "platform", "platform.yaml", 7, 27]]);
    expect(by("services.app.runtime")).toEqual([
      ["fargate", "built-in defaults", undefined, undefined, undefined],
    ]);
    expect(by("ingress.allow[1]")).toEqual([["2001:db8:42::/48", "environment production", place, 14, 31]]);
  });

  it("explains everything, sorted, without a key", () => {
    const keys = explain(root(), "festa", "rehearsal").map(({ key }) => key);
    expect(keys).toEqual([...keys].sort());
    expect(keys).toContain("services.app.healthCheck.path");
  });

  it("refuses names that do not exist, and proposes others", () => {
    expect(() => explain(root(), "fiesta", "x")).toThrow('There is no team "fiesta". Did you mean "festa"?');
    expect(() => explain(root(), "festa", "prod")).toThrow(
      'festa has no environment "prod". Did you mean "production"?',
    );
    expect(() => explain(root(), "festa", "production", "services.app.cpus")).toThrow(
      'has no "services.app.cpus". Did you mean "cpu"?',
    );
  });
});
