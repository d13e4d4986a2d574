import { describe, expect, it } from "vitest";
import { validate } from "../../../config/validate";
import { changed, complaints, PLATFORM, TEAM, validated, withEnvironment } from "../../support/config";
import { temporaryRoot } from "../../support/root";

const place = "teams/festa.yaml";
const services = "environments.production.services";
const worker = (name: string) =>
  `      ${name}: { image: "a/b:1", runtime: beanstalk, port: 80, beanstalk: { tier: worker } }\n`;

describe("names of services beside others", () => {
  it("refuses the name of the flow logs where there are some", () => {
    const text = changed("      app:", "      flow-logs:");
    expect(complaints(validated(text))).toEqual([
      `${place}:18:7 ${services}.flow-logs: would log into the log group of the network's flow logs. Choose another name.`,
    ]);
    const none = changed("ipv4Cidr:", "flowLogs: none\n      ipv4Cidr:", text);
    expect(complaints(validated(none))).toEqual([]);
  });

  it("refuses a worker that is named like another's failed messages", () => {
    expect(complaints(validated(`${TEAM}${worker("job")}${worker("job-failed")}`))).toEqual([
      `${place}:22:7 ${services}.job-failed: would name its queue like that of the failed messages of job. Choose another name.`,
    ]);
  });

  it("accepts it beside another that has no queue", () => {
    expect(complaints(validated(`${TEAM}${worker("app-failed")}`))).toEqual([]);
  });

  it.each(["sg", "internal", "amzn"])(
    "refuses the team %s, with which AWS begins names of its own",
    (team) => {
      const text = changed("team: festa", `team: ${team}`);
      const root = temporaryRoot({ "platform.yaml": PLATFORM, [`teams/${team}.yaml`]: text });
      expect(complaints(validate(root))).toEqual([
        `teams/${team}.yaml:4:3 environments.production: gives the stack the name ${team}-production, and names that start with ${team} are reserved. Choose another team name.`,
      ]);
    },
  );
});

describe("variables on Beanstalk", () => {
  const secret = "{ DD_ENV: arn:aws:ssm:us-west-2:111122223333:parameter/k }";
  const service = (lines: string) =>
    complaints(
      validated(
        withEnvironment(
          "datadog: { site: datadoghq.com, apiKeySecret: arn:aws:ssm:us-west-2:111122223333:parameter/k }",
          `${TEAM}      job: { image: "a/b:1", runtime: beanstalk, port: 80, beanstalk: { tier: worker }, ${lines} }\n`,
        ),
      ),
    );

  it("refuses a secret that the Datadog agent would take for its own", () => {
    expect(service(`secrets: ${secret}`)).toEqual([
      `${place}:22:108 ${services}.job.secrets.DD_ENV: would reach the instance's Datadog agent too and change its settings. Use another name, or write the value as text.`,
    ]);
  });

  it("accepts it as text", () => {
    expect(service("environment: { DD_ENV: x }")).toEqual([]);
  });
});

describe("ports of sidecars", () => {
  const sidecar = (port: number, logs: boolean) =>
    complaints(
      validated(
        `${withEnvironment(
          `datadog: { site: datadoghq.com, apiKeySecret: arn:aws:ssm:us-west-2:111122223333:parameter/k, logs: ${logs} }`,
        )}        cpu: 1024\n        memoryMiB: 2048\n        sidecars: { proxy: { image: "a/b:1", port: ${port} } }\n`,
      ),
    );

  it("refuses one of a Datadog container", () => {
    expect(sidecar(2020, true)).toEqual([
      `${place}:24:52 ${services}.app.sidecars.proxy.port: is a port of a Datadog container in the same task; got 2020. Choose another than 5012, 6062, 6162, 8125, 8126, 15000, 15001, 2020, 24224.`,
    ]);
  });

  it("accepts others, and the log router's where there is none", () => {
    expect(sidecar(9000, true)).toEqual([]);
    expect(sidecar(2020, false)).toEqual([]);
  });
});
