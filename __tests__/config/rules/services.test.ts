import { describe, expect, it } from "vitest";
import { changed, complaints, TEAM, validated, withEnvironment, withService } from "../../support/config";

const place = "teams/festa.yaml";
const app = "environments.production.services.app";
const datadog =
  "datadog: { site: datadoghq.com, apiKeySecret: arn:aws:ssm:us-west-2:111122223333:parameter/k }";
const without = (key: string, text = TEAM) => text.replace(new RegExp(`^ +${key}: .*\n`, "m"), "");
const GHOST = changed(
  "        port: 8080\n",
  "        preset: ghost\n        mail: { from: a@example.net }\n",
);

describe("the size of a task", () => {
  it("accepts sizes that Fargate has, with room for the service", () => {
    expect(complaints(validated(withService("cpu: 256\nmemoryMiB: 2048")))).toEqual([]);
    expect(complaints(validated(withService("cpu: 16384\nmemoryMiB: 122880")))).toEqual([]);
    expect(
      complaints(validated(`${withEnvironment(datadog)}        cpu: 512\n        memoryMiB: 1024\n`)),
    ).toEqual([]);
  });

  it("refuses a pair that Fargate does not have", () => {
    expect(complaints(validated(withService("cpu: 512\nmemoryMiB: 512")))).toEqual([
      `${place}:22:20 ${app}.memoryMiB: is 512 with \`cpu: 512\`, a pair that Fargate does not have. Write \`cpu: 512\` and \`memoryMiB: 1024\`.`,
    ]);
    expect(complaints(validated(withService("cpu: 16384\nmemoryMiB: 30000")))[0]).toMatch(
      /Write `cpu: 16384` and `memoryMiB: 32768`\.$/,
    );
    expect(complaints(validated(withService("cpu: 1000\nmemoryMiB: 122880")))[0]).toMatch(
      /Write `cpu: 16384` and `memoryMiB: 122880`\.$/,
    );
  });

  it("refuses sidecars that take more than the task has", () => {
    const sidecars = "sidecars: { proxy: { image: a/b:1, cpu: 200, memoryMiB: 500 } }";
    expect(complaints(validated(withService(`cpu: 256\nmemoryMiB: 512\n${sidecars}`)))).toEqual([
      `${place}:21:14 ${app}.cpu: is 256, of which the sidecars take 200; the service itself needs at least 128 CPU units. Write \`cpu: 512\` and \`memoryMiB: 1024\`.`,
      `${place}:22:20 ${app}.memoryMiB: is 512, of which the sidecars take 500; the service itself needs at least 128 MiB. Write \`cpu: 512\` and \`memoryMiB: 1024\`.`,
    ]);
  });

  it("refuses a task that Datadog fills up", () => {
    const text = `${withEnvironment(datadog)}        cpu: 256\n        memoryMiB: 1024\n`;
    expect(complaints(validated(text))).toEqual([
      `${place}:22:14 ${app}.cpu: is 256, of which the sidecars take 384; the service itself needs at least 128 CPU units. Write \`cpu: 512\` and \`memoryMiB: 1024\`.`,
    ]);
  });
});

describe("singletons and deployments", () => {
  it("accepts one Ghost and a singleton that stops first", () => {
    expect(complaints(validated(GHOST))).toEqual([]);
    expect(complaints(validated(withService("singleton: true")))).toEqual([]);
    expect(complaints(validated(withService("singleton: true\ndesiredCount: 0")))).toEqual([]);
  });

  it("refuses more than one Ghost, also when it is called no singleton", () => {
    expect(complaints(validated(`${GHOST}        singleton: false\n        desiredCount: 2\n`))).toEqual([
      `${place}:23:23 ${app}.desiredCount: is more than one task, but Ghost keeps cache, scheduler and job queue in memory, so a site has exactly one; got 2. Write \`desiredCount: 1\`; give it more \`cpu\` instead.`,
    ]);
  });

  it("refuses two of a singleton, steadily or during a deployment", () => {
    const deployment = "deployment: { minimumHealthyPercent: 100, maximumPercent: 200 }";
    expect(complaints(validated(withService(`singleton: true\ndesiredCount: 2\n${deployment}`)))).toEqual([
      `${place}:22:23 ${app}.desiredCount: is more than one task, but the service is a singleton; got 2. Write \`desiredCount: 1\`; give it more \`cpu\` instead.`,
      `${place}:23:67 ${app}.deployment.maximumPercent: would run two tasks at a time during a deployment, but the service is a singleton; got 200. Write \`deployment: { minimumHealthyPercent: 0, maximumPercent: 100 }\`.`,
    ]);
  });

  it("refuses a deployment that can neither stop nor start a task", () => {
    const text = withService(
      "desiredCount: 1\ndeployment: { minimumHealthyPercent: 50, maximumPercent: 150 }",
    );
    expect(complaints(validated(text))).toEqual([
      `${place}:22:9 ${app}.deployment: can neither stop one of 1 tasks (50 %) nor start one more (150 %). Write \`maximumPercent: 200\`, or \`minimumHealthyPercent: 0\` for a short outage.`,
    ]);
  });
});

describe("ports, health checks and mounts", () => {
  it("accepts a worker without port", () => {
    expect(complaints(validated(without("port")))).toEqual([]);
  });

  it("refuses what needs a port without one", () => {
    expect(
      complaints(
        validated(`${without("port")}        hosts: [a.example.net]\n        healthCheck: { path: /up }\n`),
      ),
    ).toEqual(
      [
        `${place}:20:9 ${app}.hosts: needs a port. Write the \`port:\` that the container listens on.`,
        `${place}:21:9 ${app}.healthCheck: needs a port. Write the \`port:\` that the container listens on.`,
      ].map((line) => line.replace("20:9 ", "20:16 ")),
    );
  });

  it("refuses a port of a Datadog container", () => {
    const text = withEnvironment(datadog).replace("port: 8080", "port: 8126");
    expect(complaints(validated(text))[0]).toMatch(
      /:21:15 .*port: is a port of a Datadog container in the same task; got 8126\./,
    );
  });

  it("warns of a port that nobody reaches", () => {
    const text = TEAM.replace(/ {4}ingress:[\s\S]*?(?= {4}database)/, "");
    expect(complaints(validated(text))).toEqual([
      `warning ${place}:16:15 ${app}.port: is reached by nobody: the environment has no ingress. Write \`ingress:\` in the environment, or remove the port.`,
    ]);
  });

  it("refuses a health check that lasts until the next", () => {
    expect(
      complaints(validated(withService("healthCheck: { intervalSeconds: 10, timeoutSeconds: 10 }"))),
    ).toEqual([
      `${place}:21:61 ${app}.healthCheck.timeoutSeconds: is not below intervalSeconds, which is 10; got 10. Write at most 9.`,
    ]);
    expect(
      complaints(validated(withService("healthCheck: { intervalSeconds: 10, timeoutSeconds: 9 }"))),
    ).toEqual([]);
  });

  it("refuses two mounts at one place", () => {
    expect(complaints(validated(withService("mounts: { a: { path: /data }, b: { path: /data/ } }")))).toEqual(
      [`${place}:21:50 ${app}.mounts.b.path: is also where a is mounted; got "/data/". Choose another path.`],
    );
    expect(
      complaints(validated(withService("mounts: { a: { path: /data }, b: { path: /data/b } }"))),
    ).toEqual([]);
  });
});

describe("references", () => {
  it("accepts references to what is there", () => {
    const text = withService(
      "environment: { HOST: { from: database.host }, URL: { from: service.url } }\nsecrets: { PASSWORD: { from: database.password } }",
    );
    expect(complaints(validated(text))).toEqual([]);
  });

  it("refuses references to a database, files, ingress or port that is not there", () => {
    const text = `${without("port", without("files", without("database")))}        environment: { HOST: { from: database.host }, URL: { from: service.url } }\n        secrets: { PASSWORD: { from: database.password } }\n        mounts: { data: { path: /data } }\n`;
    expect(complaints(validated(text))).toEqual([
      `${place}:18:24 ${app}.environment.HOST: refers to database.host, but there is no database. Write \`database: {}\` in the environment.`,
      `${place}:18:55 ${app}.environment.URL: refers to service.url, but there is no port. Write the service's \`port:\`.`,
      `${place}:19:20 ${app}.secrets.PASSWORD: refers to database.password, but there is no database. Write \`database: {}\` in the environment.`,
      `${place}:20:19 ${app}.mounts.data: is a directory of a file system, but there are no files. Write \`files: {}\` in the environment.`,
    ]);
  });

  it("refuses a preset whose needs are not met, once for each need", () => {
    const text = without("files", without("database", GHOST)).replace(
      / {4}ingress:[\s\S]*?(?= {4}services)/,
      "",
    );
    expect(complaints(validated(text)).filter((line) => !line.startsWith("warning"))).toEqual([
      `${place}:14:17 ${app}.preset: ghost needs database, which is not there. Write \`database: {}\` in the environment.`,
      `${place}:14:17 ${app}.preset: ghost needs ingress, which is not there. Write \`ingress:\` in the environment.`,
      `${place}:14:17 ${app}.preset: ghost needs files, which is not there. Write \`files: {}\` in the environment.`,
    ]);
  });

  it("refuses a variable with two sources", () => {
    const arn = "arn:aws:ssm:us-west-2:111122223333:parameter/k";
    expect(complaints(validated(withService(`environment: { A: x }\nsecrets: { A: "${arn}" }`)))).toEqual([
      `${place}:21:27 ${app}.environment.A: stands under \`environment\` and under \`secrets\`. Keep one of the two.`,
    ]);
  });
});

describe("names", () => {
  it("refuses container and volume names that Datadog uses", () => {
    const text = withService(
      "sidecars: { app: { image: a/b:1 }, datadog-agent: { image: a/b:1 } }\nmounts: { dd-sockets: { path: /x } }",
    );
    expect(complaints(validated(text))).toEqual([
      `${place}:21:21 ${app}.sidecars.app: is the name of the service's own container. Choose another name.`,
      `${place}:21:44 ${app}.sidecars.datadog-agent: is the name of a Datadog container. Choose another name.`,
      `${place}:22:19 ${app}.mounts.dd-sockets: is the name of a Datadog volume. Choose another name.`,
    ]);
    expect(complaints(validated(withService("sidecars: { proxy: { image: a/b:1 } }")))).toEqual([]);
  });
});

describe("Ghost's mail", () => {
  it("accepts mail through SES or a transport of the team's own", () => {
    expect(complaints(validated(GHOST))).toEqual([]);
    const own = GHOST.replace("mail: { from: a@example.net }", "environment: { mail__transport: SMTP }");
    expect(complaints(validated(own))).toEqual([]);
  });

  it("refuses a Ghost whose mail nobody decided", () => {
    expect(complaints(validated(without("mail", GHOST)))).toEqual([
      `${place}:18:7 ${app}.mail: is missing, and Ghost sends codes for new devices by mail. Write \`mail: { from: blog@example.net }\` with an address verified in SES, or \`mail: none\` to turn the codes off.`,
    ]);
  });

  it("warns of a Ghost without mail", () => {
    expect(complaints(validated(GHOST.replace("{ from: a@example.net }", "none")))).toEqual([
      `warning ${place}:21:15 ${app}.mail: is none: staff sign in from new devices without a code, and no invitation or reset is sent. Write \`mail: { from: … }\` where that matters.`,
    ]);
  });
});
