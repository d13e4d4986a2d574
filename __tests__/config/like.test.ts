import { describe, expect, it } from "vitest";
import type { Service } from "../../config/environment";
import { changed, complaints, TEAM, validated } from "../support/config";

const place = "teams/festa.yaml";
const services = "environments.production.services";

/** The services of TEAM with more beside `app`. */
function servicesWith(lines: string, team = TEAM): Readonly<Record<string, Service>> {
  const result = validated(`${team}${lines}`);
  if (result.environments === undefined) throw new Error(complaints(result).join("\n"));
  return Object.fromEntries((result.environments[0]?.services ?? []).map((one) => [one.name, one]));
}

const RICH = `${TEAM}        command: [serve]
        environment: { MODE: web, LOG: info }
        desiredCount: 3
        memoryMiB: 2048
        healthCheck: { path: /up }
        containerHealthCheck: { command: [CMD, "true"] }
`;

describe("another mode of an image", () => {
  it("has the containers of the other service, under its own keys", () => {
    const { worker } = servicesWith(
      "      worker: { like: app, kind: worker, command: [work], environment: { MODE: work } }\n",
      RICH,
    );
    expect(worker).toMatchObject({
      kind: "worker",
      image: "example/app:1.0.0",
      command: ["work"],
      memoryMiB: 2048,
      environment: { MODE: { text: "work" }, LOG: { text: "info" } },
    });
  });

  it("has not how the other is reached, checked and counted when it is of another kind", () => {
    const { worker } = servicesWith("      worker: { like: app, kind: worker }\n", RICH);
    expect(worker).toMatchObject({ web: undefined, healthCheck: undefined, desiredCount: 2 });
  });

  it("has the port and the check when both are behind a load balancer, and a name of its own", () => {
    const { backend } = servicesWith("      backend: { like: app, kind: internal }\n", RICH);
    expect(backend?.web).toMatchObject({
      entrance: "internal",
      port: 8080,
      hosts: ["backend.festa-production.internal"],
      healthCheck: { path: "/up" },
    });
    expect(backend?.desiredCount).toBe(2);
  });

  it("has everything when it is of the same kind", () => {
    const { api } = servicesWith("      api: { like: app, paths: [/api/*] }\n", RICH);
    expect(api).toMatchObject({
      kind: "web",
      desiredCount: 3,
      web: { hosts: ["festa.example.net"], paths: ["/api/*"], port: 8080, healthCheck: { path: "/up" } },
    });
  });

  it("follows a chain, in any order, and a schedule makes a kind of its own", () => {
    const { nightly, migrate } = servicesWith(
      [
        '      nightly: { like: migrate, command: [clean], schedule: { cron: "0 3 * * *" } }',
        "      migrate: { like: app, kind: task, command: [migrate], cpu: 1024 }\n",
      ].join("\n"),
      RICH,
    );
    expect(migrate).toMatchObject({ kind: "task", schedule: undefined, cpu: 1024, web: undefined });
    expect(nightly).toMatchObject({
      kind: "schedule",
      command: ["clean"],
      cpu: 1024,
      schedule: { expression: "cron(0 3 * * ? *)" },
    });
  });

  it("is followed in the environment that extends another, not in the other", () => {
    const text = `${TEAM}      worker: { like: app, kind: worker }
  rehearsal:
    extends: production
    network: { ipv4Cidr: 10.21.0.0/16 }
    ingress: { domain: rehearsal.example.net }
    services: { app: { image: "example/app:2.0.0" } }
`;
    const result = validated(text);
    expect(complaints(result)).toEqual([]);
    const images = result.environments?.map((one) => one.services.map(({ image }) => image));
    expect(images).toEqual([
      ["example/app:1.0.0", "example/app:1.0.0"],
      ["example/app:2.0.0", "example/app:2.0.0"],
    ]);
  });

  it("says what is wrong where it was written", () => {
    const text = changed("port: 8080", "memoryMiB: 512\n        port: 8080");
    const wrong = `is 512 with \`cpu: 512\`, a pair that Fargate does not have. Write \`cpu: 512\` and \`memoryMiB: 1024\`.`;
    expect(complaints(validated(`${text}      worker: { like: app, kind: worker }\n`))).toEqual([
      `${place}:20:20 ${services}.app.memoryMiB: ${wrong}`,
    ]);
  });

  it("refuses a service that is not there, and proposes one", () => {
    expect(
      complaints(validated(`${TEAM}      worker: { like: ap, kind: worker, image: "a/b:1" }\n`)),
    ).toEqual([
      `${place}:21:23 ${services}.worker.like: is not a service of this environment; got "ap". Did you mean "app"?`,
    ]);
  });

  it("refuses one that the environment drops", () => {
    const text = `${TEAM}      old: none\n      worker: { like: old, kind: worker, image: "a/b:1" }\n`;
    expect(complaints(validated(text))).toEqual([
      `${place}:22:23 ${services}.worker.like: is a service that this environment drops; got "old". The other services of this environment are: app.`,
    ]);
  });

  it("refuses a ring, once", () => {
    const text = `${TEAM}      a: { like: b, image: "a/b:1" }\n      b: { like: c, image: "a/b:1" }\n      c: { like: b, image: "a/b:1" }\n`;
    expect(complaints(validated(text))).toEqual([
      `${place}:22:18 ${services}.b.like: is like itself: b → c → b. Remove \`like\` from one of them.`,
    ]);
    const self = `${TEAM}      a: { like: a, image: "a/b:1" }\n`;
    expect(complaints(validated(self))).toEqual([
      `${place}:21:18 ${services}.a.like: is like itself: a → a. Remove \`like\` from one of them.`,
    ]);
  });
});
