import { describe, expect, it } from "vitest";
import { beanstalkTaskProblems } from "../../../modules/beanstalk";
import { container, GHOST, task } from "../compute/tasks";
import { BLOG, CRUNCHER, synthBlog, synthCruncher, WEB } from "./fixture";

describe("a service", () => {
  it("accepts a singleton and a worker that scales", () => {
    expect(() => [synthBlog(), synthCruncher()]).not.toThrow();
  });

  it.each([
    ["two instances", { instances: { min: 1, max: 2 } }, "exactly one instance"],
    ["no instance", { instances: { min: 0, max: 1 } }, "exactly one instance"],
    ["rolling batches", { deployment: { ...BLOG.deployment, policy: "immutable" } }, "use all-at-once"],
    ["traffic splitting", { deployment: { ...BLOG.deployment, policy: "traffic-splitting" } }, "all-at-once"],
    ["managed updates", { managedUpdates: CRUNCHER.managedUpdates }, "managed platform update"],
    ["scaling", { scaling: CRUNCHER.scaling }, "it cannot scale"],
    ["schedules", { schedules: CRUNCHER.schedules }, "it cannot scale"],
  ] as const)("refuses a singleton with %s", (_what, change, message) => {
    expect(() => synthBlog(change)).toThrow(message);
  });

  it("refuses to be of both tiers, or of none", () => {
    expect(() => synthBlog({ worker: CRUNCHER.worker })).toThrow("either of the web or of the worker tier");
    expect(() => synthBlog({ web: undefined })).toThrow("either of the web or of the worker tier");
  });

  it("refuses a container without a port", () => {
    const silent = task(container());
    expect(() => synthBlog({ task: silent, bundleTask: silent })).toThrow("listens on no port");
  });

  it("refuses bounds that contradict each other", () => {
    expect(() => synthCruncher({ instances: { min: 3, max: 2 } })).toThrow("at least 3 and at most 2");
    const scaling = {
      metric: "cpu",
      upper: 30,
      lower: 30,
      periodMinutes: 5,
      step: 1,
      cooldownSeconds: 60,
    } as const;
    expect(() => synthCruncher({ scaling })).toThrow("must be below the upper");
  });

  it("refuses to scale a worker on the latency of a load balancer that it has not", () => {
    const scaling = {
      metric: "latency",
      upper: 1,
      lower: 0.5,
      periodMinutes: 5,
      step: 1,
      cooldownSeconds: 60,
    } as const;
    expect(() => synthCruncher({ scaling })).toThrow("scale a worker on cpu");
  });

  it.each(["0 8 * * 1-5 2026", "0 8 * *", "cron(0 8 * * ? *)"])("refuses the schedule %s", (recurrence) => {
    const schedules = [{ name: "morning", recurrence, min: 1, max: 2, desired: undefined }];
    expect(() => synthCruncher({ schedules })).toThrow("needs the five fields of cron");
  });

  it("refuses a schedule with contradicting bounds", () => {
    const schedules = [{ name: "morning", recurrence: "0 8 * * *", min: 3, max: 2, desired: undefined }];
    expect(() => synthCruncher({ schedules })).toThrow("at least 3 and at most 2");
  });

  it("refuses more names of variables than Elastic Beanstalk takes", () => {
    const secrets = Object.fromEntries(
      Array.from({ length: 80 }, (_none, index) => [`${"S".repeat(50)}_${index}`, "arn:aws:ssm:x"]),
    );
    const many = task(container({ port: 80, secrets }));
    expect(() => synthBlog({ task: many, bundleTask: many, web: WEB })).toThrow("4096");
  });
});

describe("a task", () => {
  it("accepts Ghost, and containers that are linked", () => {
    expect(beanstalkTaskProblems(GHOST)).toEqual([]);
    const linked = task(
      container({ name: "web", port: 80, hostPort: 80, links: ["php"] }),
      container({ name: "php", port: 9000 }),
    );
    expect(beanstalkTaskProblems(linked)).toEqual([]);
  });

  it("accepts one name with one value in two containers, and literals that differ", () => {
    const secrets = { TOKEN: "arn:aws:ssm:us-west-2:111122223333:parameter/token" };
    const two = task(
      container({ name: "one", secrets, environment: { ROLE: "one" } }),
      container({ name: "two", secrets, environment: { ROLE: "two" } }),
    );
    expect(beanstalkTaskProblems(two)).toEqual([]);
  });

  it.each([
    ["no memory", [container({ memoryMiB: 0 })], "0 MiB of memory"],
    ["no CPU", [container({ cpu: 1 })], "1 CPU units"],
    ["a host port without a port", [container({ hostPort: 80 })], "listens on none"],
    ["a link that leads nowhere", [container({ links: ["cache"] })], "link to cache, which is not there"],
    ["a link to itself", [container({ links: ["blog"] })], "a link to itself"],
    ["two containers of one name", [container(), container()], "Two containers are named blog."],
    [
      "links in a ring",
      [container({ name: "a", links: ["b"] }), container({ name: "b", links: ["a"] })],
      "lead back to it",
    ],
    [
      "two containers on one host port",
      [container({ name: "a", port: 1, hostPort: 80 }), container({ name: "b", port: 2, hostPort: 80 })],
      "Containers a and b both take port 80 of the instance.",
    ],
    [
      "a mount without a volume",
      [container({ mounts: [{ volume: "content", path: "/x", readOnly: false }] })],
      "not a volume of the task",
    ],
    [
      "a log router",
      [container({ logging: { driver: "firelens", options: {}, secretOptions: {} } })],
      "the Datadog agent of the instance reads logs",
    ],
    [
      "two secrets of one name",
      [
        container({ name: "a", secrets: { TOKEN: "arn:aws:ssm:one" } }),
        container({ name: "b", secrets: { TOKEN: "arn:aws:ssm:two" } }),
      ],
      "Containers a and b have different values of TOKEN",
    ],
    [
      "a variable that another's secret would replace",
      [
        container({ name: "a", secrets: { TOKEN: "arn:aws:ssm:one" } }),
        container({ name: "b", environment: { TOKEN: "none" } }),
      ],
      "Containers a and b have different values of TOKEN",
    ],
    [
      "a name as variable and secret",
      [container({ secrets: { TOKEN: "arn:aws:ssm:one" }, environment: { TOKEN: "none" } })],
      "both as a variable and as a secret",
    ],
  ])("refuses %s", (_what, containers, message) => {
    expect(beanstalkTaskProblems(task(...containers)).join("\n")).toContain(message);
  });

  it.each(["../etc", "a b", "a:b", "a,b", "$(id)", ""])("refuses the volume name %j", (name) => {
    const volumes = [{ kind: "scratch", name }] as const;
    expect(beanstalkTaskProblems({ containers: [], volumes }).join("\n")).toContain(
      "needs a name of letters",
    );
  });
});
