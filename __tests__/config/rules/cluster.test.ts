import { describe, expect, it } from "vitest";
import { changed, complaints, TEAM, validated, withEnvironment } from "../../support/config";

/** The team's file on instances, with keys of the cluster. */
function onInstances(cluster: string, team = TEAM): string {
  return withEnvironment(`runtime: ec2\ncluster: ${cluster}`, team);
}

const said = (team: string) => complaints(validated(team));
const instances = (team: string) => validated(team).environments?.[0]?.cluster.instances;

describe("the runtime of an environment", () => {
  it("counts for services that say nothing, and a service may say otherwise", () => {
    const text = `${onInstances("{}")}      far:\n        image: a/b:1\n        runtime: fargate\n`;
    const { environments } = validated(text);
    expect(environments?.[0]?.services.map(({ name, runtime }) => [name, runtime])).toEqual([
      ["app", "ec2"],
      ["far", "fargate"],
    ]);
  });

  it("refuses what is none", () => {
    expect(said(withEnvironment("runtime: lambda"))).toEqual([expect.stringContaining('got "lambda"')]);
  });
});

describe("the instances of a cluster", () => {
  it("are the smallest that hold the largest task twice, as many as the class says", () => {
    expect(instances(onInstances("{}"))).toMatchObject({
      instanceTypes: ["t3.medium"],
      architecture: "x86_64",
      minInstances: 2,
      maxInstances: 8,
      taskNetwork: "bridge",
    });
    expect(said(onInstances("{}"))).toEqual([]);
  });

  it("are there only where a service runs on them; other keys then count for nothing", () => {
    const text = withEnvironment("cluster: { containerInsights: enhanced, maxInstances: 4 }");
    expect(instances(text)).toBeUndefined();
    expect(said(text)).toEqual([
      expect.stringMatching(/^warning .*cluster\.maxInstances: counts only where a service has/),
    ]);
  });

  it("accept types that hold every task", () => {
    expect(said(onInstances("{ instanceTypes: [m7i.large, t3.large] }"))).toEqual([]);
  });

  it("refuse a type that is too small for a task, with the room it has", () => {
    expect(said(onInstances("{ instanceTypes: [t3.micro] }"))).toEqual([
      'teams/festa.yaml:17:32 environments.production.cluster.instanceTypes[0]: has room for 2048 CPU units and 814 MiB; a task of app needs 512 and 1024; got "t3.micro". Choose a larger type.',
    ]);
  });

  it("refuse a type of another architecture", () => {
    expect(said(onInstances("{ instanceTypes: [m7g.large] }"))).toEqual([
      expect.stringContaining("is arm64, and the images are built for x86_64"),
    ]);
  });

  it("refuse services of two architectures", () => {
    const text = `${onInstances("{}")}      other:\n        image: a/b:1\n        architecture: arm64\n`;
    expect(said(text)).toEqual([
      expect.stringContaining(
        "services.other.architecture: is not the architecture of app on the same instances, which is x86_64",
      ),
    ]);
  });

  it("refuse bounds that cross", () => {
    expect(said(onInstances("{ minInstances: 5, maxInstances: 3 }"))).toEqual([
      expect.stringContaining("maxInstances: is below the least, which is 5; got 3. Write at least 5."),
    ]);
  });

  it("refuse more tasks than all of them hold, with the number that would do", () => {
    const many = changed("        port: 8080\n", "        port: 8080\n        desiredCount: 12\n");
    const one = "{ instanceTypes: [t3.medium], minInstances: 1, maxInstances: 2 }";
    expect(said(onInstances(one, many))).toEqual([
      expect.stringContaining("hold 4096 CPU units at most, and the services ask for 6144"),
      expect.stringContaining("Write at least `maxInstances: 4`"),
    ]);
    expect(said(onInstances(one.replace("maxInstances: 2", "maxInstances: 4"), many))).toEqual([]);
  });

  it("accept schedules of a zone with daylight-saving time", () => {
    const schedules =
      "{ schedules: { am: { cron: 0 8 * * 1-5, timeZone: Europe/Berlin, minInstances: 4 } } }";
    expect(said(onInstances(schedules))).toEqual([]);
    expect(instances(onInstances(schedules))?.schedules).toEqual([
      { name: "am", cron: "0 8 * * 1-5", timeZone: "Europe/Berlin", minInstances: 4 },
    ]);
  });

  it.each([
    ["cron: 0 8 * *, minInstances: 3", "cron: has 4 fields"],
    ["cron: 0 8 * * *, timeZone: Mars/Olympus, minInstances: 3", "timeZone: is not a time zone"],
    ["cron: 0 8 * * *, minInstances: 9", "minInstances: is above the most, which is 8"],
    ["minInstances: 3", "cron: is missing"],
    ["cron: 0 8 * * *", "minInstances: is missing"],
  ])("refuse a schedule of %s", (schedule, problem) => {
    expect(said(onInstances(`{ schedules: { am: { ${schedule} } } }`))).toEqual([
      expect.stringContaining(problem),
    ]);
  });

  it("refuse tasks with interfaces of their own in public subnets, which get no public address", () => {
    const text = onInstances("{ network: awsvpc }");
    expect(said(text)).toEqual([]);
    const isPublic = changed("ipv4Cidr:", "placement: public\n      nat: none\n      ipv4Cidr:", text);
    expect(said(isPublic)).toEqual([expect.stringContaining("cluster.network: is awsvpc, in which")]);
  });

  it("warn of a singleton on Spot instances", () => {
    const single = changed("        port: 8080\n", "        port: 8080\n        singleton: true\n");
    expect(said(onInstances("{ onDemandPercent: 50 }", single))).toEqual([
      expect.stringMatching(/^warning .*onDemandPercent: lets AWS take Spot instances back .* app has no/),
    ]);
    expect(said(onInstances("{ onDemandPercent: 50 }"))).toEqual([]);
  });

  it.each(["recommended", "2023.0.20261113"])("accept the image %s", (image) => {
    expect(said(onInstances(`{ image: ${image} }`))).toEqual([]);
  });

  it("refuse an image that is no release", () => {
    expect(said(onInstances("{ image: ami-123 }"))).toEqual([
      expect.stringContaining("is not a release of the ECS-optimized image"),
    ]);
  });
});

describe("names beside instances", () => {
  it("refuse a service that is called like the instances", () => {
    const text = changed("      app:\n", "      instances:\n", onInstances("{}"));
    expect(said(text)).toEqual([expect.stringContaining("is also the name of a part of the environment")]);
    expect(said(changed("      app:\n", "      instances:\n"))).toEqual([]);
  });
});

describe("links on instances", () => {
  const linked = changed(
    "        port: 8080\n",
    "        port: 8080\n        links: [cache]\n        sidecars: { cache: { image: a/b:1 } }\n",
  );

  it("accept those behind the bridge, where each container has a loopback of its own", () => {
    expect(said(onInstances("{}", linked))).toEqual([]);
  });

  it("refuse those of tasks with one interface", () => {
    expect(said(onInstances("{ network: awsvpc }", linked))).toEqual([
      expect.stringContaining("containers with `network: awsvpc` share one network"),
    ]);
  });
});

describe("keys of a service on instances", () => {
  it("accept a deployment, a shell and ports that a sidecar of Datadog would take on Fargate", () => {
    const keys = "        deployment: { maximumPercent: 150 }\n        exec: true\n";
    const text = changed("        port: 8080\n", `        port: 8126\n${keys}`, onInstances("{}"));
    const datadog =
      "datadog: { site: datadoghq.com, apiKeySecret: arn:aws:ssm:us-west-2:111122223333:parameter/k }";
    expect(said(withEnvironment(datadog, text))).toEqual([]);
  });

  it("warn of what is Fargate's alone", () => {
    const text = changed("        port: 8080\n", "        port: 8080\n        platformVersion: LATEST\n");
    expect(said(onInstances("{}", text))).toEqual([
      expect.stringMatching(/^warning .*platformVersion: counts only with `runtime: fargate`/),
    ]);
  });

  it("refuse a singleton of which a deployment would run two, and a deployment that is stuck", () => {
    const with_ = (keys: string) =>
      onInstances("{}", changed("        port: 8080\n", `        port: 8080\n        ${keys}\n`));
    expect(said(with_("singleton: true\n        deployment: { maximumPercent: 200 }"))).toEqual([
      expect.stringContaining("would run two tasks at a time during a deployment"),
    ]);
    expect(said(with_("deployment: { maximumPercent: 100 }"))).toEqual([
      expect.stringContaining("can neither stop one of 2 tasks"),
    ]);
  });
});
