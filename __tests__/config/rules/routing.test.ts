import { describe, expect, it } from "vitest";
import { complaints, TEAM, validated, withService } from "../../support/config";

/** A complaint about a key, wherever it stands. */
const about = (path: string) => `environments.production.services.${path}`;

/** A second service of the environment, with the given lines. */
const second = (...lines: string[]) =>
  `${TEAM}      beta:\n        image: example/app:2.0.0\n        port: 8080\n${lines.map((line) => `        ${line}\n`).join("")}`;
const found = (text: string) =>
  complaints(validated(text)).map((line) => line.replace(/teams\/festa\.yaml:\d+:\d+ /, ""));
const web = (text: string, name: string) =>
  validated(text).environments?.[0]?.services.find((service) => service.name === name)?.web;

describe("conditions of a route", () => {
  it("accepts a second service on the same host and path that asks for more", () => {
    expect(found(second("headers: { X-Version: [beta, 'rc*'] }"))).toEqual([]);
    expect(found(second("sourceIps: [198.51.100.0/24, '2001:db8:9::/48']"))).toEqual([]);
    expect(found(second("headers: { X-Version: [beta] }", "sourceIps: [198.51.100.7]"))).toEqual([]);
  });

  it("keeps headers by name and spells blocks canonically", () => {
    expect(
      web(second("headers: { X-B: [b, b], X-A: [a] }", "sourceIps: [198.51.100.7]"), "beta"),
    ).toMatchObject({
      headers: [
        { name: "X-A", values: ["a"] },
        { name: "X-B", values: ["b"] },
      ],
      sourceIps: ["198.51.100.7/32"],
    });
  });

  it("accepts services with values that never match one request", () => {
    const third =
      "      rc:\n        image: example/app:2.1.0\n        port: 8080\n        headers: { x-version: [rc] }\n";
    expect(found(second("headers: { X-Version: [beta] }") + third)).toEqual([]);
  });

  it("refuses two services that want the same requests, however it is written", () => {
    const third =
      "      rc:\n        image: example/app:2.1.0\n        port: 8080\n        headers: { x-version: ['B*'] }\n";
    expect(found(second("headers: { X-Version: [beta] }") + third)).toEqual([
      `${about("rc.headers")}: claims festa.example.net/* with x-version: B*, and requests that also are festa.example.net/* with X-Version: beta could go to beta as well. Give one of the two other values, one more condition, or other \`paths\`.`,
    ]);
  });

  it("refuses overlapping blocks of two services", () => {
    const third =
      "      rc:\n        image: example/app:2.1.0\n        port: 8080\n        sourceIps: [198.51.100.0/25]\n";
    expect(found(second("sourceIps: [198.51.100.0/24]") + third)).toEqual([
      expect.stringContaining("could go to beta as well"),
    ]);
  });

  it("refuses a pattern that another one takes all requests of", () => {
    expect(found(second('paths: ["/**"]'))).toEqual([
      `${about("beta.paths")}: never gets festa.example.net/**: festa.example.net/* of app comes first and takes all of it. Remove one of the two, or change its \`paths\`.`,
    ]);
  });

  it("accepts a pattern below a wider one, and two spellings within one service", () => {
    expect(found(second('paths: ["/beta/*", "/beta"]'))).toEqual([]);
    expect(found(withService('paths: ["/*", "/**"]'))).toEqual([]);
  });

  it("refuses more conditions than a rule has room for", () => {
    expect(found(second("headers: { A: [a], B: [b], C: [c] }", "sourceIps: [198.51.100.0/24]"))).toEqual([
      `${about("beta.headers")}: are 4 conditions with the addresses, and a listener rule has room for 3 beside host and path. Use fewer headers.`,
    ]);
    expect(found(second("headers: { A: [a], B: [b], C: [c] }"))).toEqual([]);
  });

  it("refuses the host as a header, and one header in two spellings", () => {
    expect(found(second("headers: { Host: [a.example.net] }"))).toEqual([
      `${about("beta.headers.Host")}: is no condition of its own. Write the names under \`hosts\`.`,
    ]);
    expect(found(second("headers: { X-A: [a], x-a: [b] }"))).toEqual([
      `${about("beta.headers.x-a")}: is there already, in another case. Put all values under one spelling.`,
    ]);
  });

  it("refuses an address condition that is none", () => {
    expect(found(second("sourceIps: [0.0.0.0/0]"))).toContain(
      `${about("beta.sourceIps[0]")}: is every address, so that it is no condition; got "0.0.0.0/0". Remove \`sourceIps\`, or name the blocks.`,
    );
  });

  it("refuses more wildcards than AWS takes, and accepts as many", () => {
    expect(found(second("paths: ['/a*/b*/c*']", "headers: { A: ['*a*', '*b'] }"))).toEqual([
      `${about("beta.headers")}: has 6 wildcards in one listener rule for /a*/b*/c*, and AWS takes 5. Use fewer \`*\` and \`?\`.`,
    ]);
    expect(found(second("paths: ['/a*/b*/c*']", "headers: { A: ['*a*'] }"))).toEqual([]);
  });

  it("refuses values with more rules than there are priorities for them", () => {
    const blocks = Array.from({ length: 90 }, (_, index) => `198.51.${index}.0/24`).join(", ");
    expect(found(second(`paths: ["/${"a".repeat(100)}"]`, `sourceIps: [${blocks}]`))).toEqual([
      expect.stringMatching(
        /paths: needs 30 listener rules with conditions for \/a+, and there are not that many/,
      ),
    ]);
    expect(found(second(`sourceIps: [${blocks}]`))).toEqual([]);
  });

  it("refuses conditions on Beanstalk, which would let in everybody", () => {
    const onBeanstalk = second(
      "runtime: beanstalk",
      "hosts: [beta.example.net]",
      "healthCheck: { path: /up }",
      "sourceIps: [198.51.100.0/24]",
    );
    expect(found(onBeanstalk)).toEqual([
      `${about("beta.sourceIps")}: would not be asked for on Beanstalk, which has a load balancer for each service. Remove it, restrict \`ingress: { allow: … }\`, or use another \`runtime\`.`,
    ]);
  });

  it("warns of slow start on Beanstalk, and accepts stickiness and draining there", () => {
    const onBeanstalk = second(
      "runtime: beanstalk",
      "hosts: [beta.example.net]",
      "healthCheck: { path: /up }",
      "stickiness: { seconds: 600 }",
      "deregistrationDelaySeconds: 60",
      "slowStartSeconds: 60",
    );
    expect(found(onBeanstalk)).toEqual([
      `warning ${about("beta.slowStartSeconds")}: has no effect on Beanstalk. Remove it.`,
    ]);
  });

  it("refuses keys about requests without a port", () => {
    const text = `${TEAM}      jobs:\n        image: example/app:2.0.0\n        stickiness: { seconds: 60 }\n`;
    expect(found(text)).toEqual([
      `${about("jobs.stickiness")}: needs a port. Write the \`port:\` that the container listens on.`,
    ]);
  });
});
