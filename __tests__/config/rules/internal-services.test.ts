import { describe, expect, it } from "vitest";
import { changed, complaints, TEAM, validated, withService } from "../../support/config";

const place = "environments.production.services";
const found = (text: string) => complaints(validated(text));

/** The team file whose service calls `users`, an internal service with the given lines. */
function withUsers(caller: string, ...lines: string[]): string {
  const users = ["image: example/users:1.0.0", "kind: internal", ...lines].map((line) => `        ${line}\n`);
  return `${withService(caller)}      users:\n${users.join("")}`;
}

const CALLS = "calls: [users]";
const PORT = "port: 9090";

describe("internal services", () => {
  it("accepts one that another service calls and has the address of", () => {
    const text = withUsers(`${CALLS}\nenvironment: { USERS_URL: { service: users } }`, PORT);
    expect(found(text)).toEqual([]);
    const [app, users] = validated(text).environments?.[0]?.services ?? [];
    expect(app).toMatchObject({ calls: ["users"], environment: { USERS_URL: { service: "users" } } });
    expect(users?.web).toMatchObject({
      entrance: "internal",
      hosts: ["users.festa-production.internal"],
      paths: ["/*"],
      port: 9090,
    });
  });

  it("accepts an environment without a public entrance", () => {
    const text = withUsers(CALLS, PORT)
      .replace(/ {4}ingress:\n( {6}.*\n)+/, "")
      .replace("        port: 8080\n", "");
    expect(found(text)).toEqual([]);
  });

  it("warns of one that nobody calls", () => {
    expect(found(withUsers("exec: false", PORT))).toEqual([
      `warning teams/festa.yaml:22:7 ${place}.users: is internal, and no service calls it. Write \`calls: [users]\` in the services that do.`,
    ]);
  });

  it("refuses one without port", () => {
    expect(found(withUsers(CALLS))).toContain(
      `teams/festa.yaml:24:15 ${place}.users.kind: is internal, but the service has no port. Write the \`port:\` that it listens on.`,
    );
  });

  it("refuses host names for one", () => {
    expect(found(withUsers(CALLS, PORT, "hosts: [users.example.net]"))).toContain(
      `teams/festa.yaml:26:16 ${place}.users.hosts: are not for an internal service, which is found at users.festa-production.internal only. Remove them, or write \`kind: web\`.`,
    );
  });

  it("refuses one on Beanstalk", () => {
    expect(found(withUsers(CALLS, PORT, "runtime: beanstalk", "healthCheck: { path: /up }"))).toContain(
      `teams/festa.yaml:24:15 ${place}.users.kind: is internal, and services on Beanstalk have public load balancers of their own. Write \`runtime: fargate\`, or \`kind: web\`.`,
    );
  });
});

describe("calls", () => {
  it("accepts calls in both directions", () => {
    const text = withUsers(CALLS, PORT, "calls: [mail]").concat(
      `      mail:\n        image: example/mail:1.0.0\n        kind: internal\n        port: 9090\n        ${CALLS}\n`,
    );
    expect(found(text)).toEqual([]);
  });

  it("refuses a name that is none", () => {
    expect(found(withUsers("calls: [users, usres]", PORT))).toEqual([
      `teams/festa.yaml:21:24 ${place}.app.calls[1]: is not a service of the environment; got "usres". Did you mean "users"?`,
    ]);
  });

  it("refuses a public service, and the service itself", () => {
    expect(found(withUsers(CALLS, PORT, "calls: [app, users]"))).toEqual([
      `teams/festa.yaml:26:17 ${place}.users.calls[0]: is not internal, so that nothing inside the network leads to it; got "app". Write \`kind: internal\` in app, or call it at its public name.`,
      `teams/festa.yaml:26:22 ${place}.users.calls[1]: is the service itself; got "users". Remove it; a service reaches itself at 127.0.0.1.`,
    ]);
  });

  it("refuses the address of a service that could not be reached", () => {
    const text = withUsers("environment: { USERS_URL: { service: users } }", PORT);
    expect(found(text).filter((line) => !line.startsWith("warning"))).toEqual([
      `teams/festa.yaml:21:46 ${place}.app.environment.USERS_URL.service: is not among the \`calls\` of app, so that it could not be reached; got "users". Add it: \`calls: [users]\`.`,
    ]);
  });

  it("refuses the address of no service", () => {
    const text = changed(
      "        port: 8080\n",
      "        port: 8080\n        environment: { A: { service: users } }\n",
      TEAM,
    );
    expect(found(text)).toEqual([
      `teams/festa.yaml:21:38 ${place}.app.environment.A.service: is not a service of the environment; got "users". Write \`kind: internal\` in the service that is meant, or remove it.`,
    ]);
  });
});
