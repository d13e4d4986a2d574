import { describe, expect, it } from "vitest";
import { changed, complaints, validated } from "../../support/config";

const place = "teams/festa.yaml";
const app = "environments.production.services.app";
const GHOST = changed(
  "        port: 8080\n",
  "        preset: ghost\n        mail: { from: a@example.net }\n",
);
const withGhost = (...lines: string[]) => `${GHOST}${lines.map((line) => `        ${line}\n`).join("")}`;
const ghost = (...lines: string[]) => complaints(validated(withGhost(...lines)));

describe("the health check of a Ghost", () => {
  it("accepts paths and codes that can succeed", () => {
    expect(ghost("healthCheck: { intervalSeconds: 20 }")).toEqual([]);
    expect(ghost('healthCheck: { path: /, successCodes: "200,301" }')).toEqual([]);
    expect(ghost("healthCheck: { path: /, successCodes: 200-399 }")).toEqual([]);
    expect(ghost("healthCheck: { path: / }", 'environment: { url: "http://festa.example.net" }')).toEqual([]);
    expect(ghost('environment: { admin__url: "https://admin.example.net" }')).toEqual([]);
  });

  it("refuses a path on which Ghost redirects to HTTPS for ever", () => {
    expect(ghost("healthCheck: { path: / }")).toEqual([
      `${place}:22:30 ${app}.healthCheck.path: never succeeds: the load balancer asks over HTTP, and a Ghost with an https address answers 301 on /, not 200. Remove it; the preset has a path and codes that work.`,
    ]);
  });

  it("refuses codes that never come where the admin has an address of its own", () => {
    expect(
      ghost(
        'environment: { admin__url: "https://admin.example.net" }',
        'healthCheck: { successCodes: "200" }',
      ),
    ).toEqual([
      `${place}:23:38 ${app}.healthCheck.successCodes: never succeeds: the load balancer asks over HTTP, and a Ghost with an https address answers 301 on /ghost/.well-known/jwks.json, not 200. Remove it; the preset has a path and codes that work.`,
    ]);
  });
});

describe("the settings of a Ghost", () => {
  it("follow the port", () => {
    const service = (lines: string) =>
      validated(withGhost(lines)).environments?.[0]?.services[0] ?? expect.fail("is refused");
    const moved = service("port: 8080");
    expect(moved.environment["server__port"]).toEqual({ text: "8080" });
    expect(moved.healthCheck?.command.at(-1)).toContain("http://127.0.0.1:8080/ghost/");
    expect(moved.web?.port).toBe(8080);
    expect(service("port: 2368").environment).not.toHaveProperty("server__port");
  });

  it.each(["127.0.0.1", "localhost", "::1"])("refuses %s as the address to listen on", (host) => {
    expect(ghost(`environment: { server__host: "${host}" }`)).toEqual([
      `${place}:22:38 ${app}.environment.server__host: is an address that the load balancer does not reach; got "${host}". Remove it; Ghost then listens on all addresses.`,
    ]);
  });

  it("refuses a database that is not MySQL", () => {
    expect(ghost("environment: { database__client: sqlite3 }")).toEqual([
      `${place}:22:42 ${app}.environment.database__client: is not mysql, the only database that Ghost supports in production; got "sqlite3". Remove it; the environment's database is Aurora MySQL.`,
    ]);
  });

  it("accepts all addresses and either name of MySQL", () => {
    expect(ghost('environment: { server__host: "::", database__client: mysql2 }')).toEqual([]);
  });

  it.each(["ghost:5.130.0", "docker.io/library/ghost:1.14-alpine"])("warns of %s", (image) => {
    const major = image.startsWith("ghost:5") ? 5 : 1;
    expect(complaints(validated(GHOST.replace("example/app:1.0.0", image)))).toEqual([
      `warning ${place}:19:16 ${app}.image: is Ghost ${major}, and the preset's health check and settings are those of Ghost 6; got "${image}". Write a later version; Ghost is upgraded one major version at a time.`,
    ]);
  });

  it("accepts Ghost 6 and images of one's own", () => {
    for (const image of ["ghost:6.77.0-alpine", "example/ghost:5.1"]) {
      expect(complaints(validated(GHOST.replace("example/app:1.0.0", image)))).toEqual([]);
    }
  });

  it("warns of a user who does not own the files", () => {
    expect(ghost('user: "0:0"')).toEqual([
      `warning ${place}:22:15 ${app}.user: is not the owner of /var/lib/ghost/content, which is 1000:1000: Ghost sees its files as somebody else's; got "0:0". Write the same numbers in both, or remove them.`,
    ]);
    expect(ghost('user: "1000:2000"')).toHaveLength(1);
    expect(ghost('user: "1000"')).toEqual([]);
    expect(ghost("user: node")).toEqual([]);
  });
});

describe("what a Ghost has for itself", () => {
  const second = (lines: string) =>
    `${GHOST}      blog-2:\n        preset: ghost\n        image: ghost:6.77.0\n        mail: { from: a@example.net }\n        hosts: [b.example.net]\n${lines}`;

  it("refuses two in one schema", () => {
    expect(complaints(validated(second("")))).toEqual([
      `${place}:23:17 environments.production.services.blog-2.preset: is a second Ghost in the schema app, which is that of app. Write \`database__connection__database: blog_2\` under \`environment:\`.`,
    ]);
  });

  it("accepts a schema for each", () => {
    const own = "        environment: { database__connection__database: blog_2 }\n";
    expect(complaints(validated(second(own)))).toEqual([]);
  });

  it("warns of an owner who may be anybody", () => {
    const open = GHOST.replace('allow: [203.0.113.0/24, "2001:db8:42::/48"]', "public: true");
    expect(complaints(validated(open))).toEqual([
      `warning ${place}:14:15 environments.production.ingress.public: lets everybody in, and whoever first visits a new Ghost (app) becomes its owner. Until somebody is, write \`public: false\` and \`allow:\` with your own addresses.`,
    ]);
  });
});
