import { describe, expect, it } from "vitest";
import { changed, complaints, TEAM, validated } from "../../support/config";

const place = "teams/festa.yaml";
const services = "environments.production.services";
const job = (keys: string) => complaints(validated(`${TEAM}      job: { image: "a/b:1", ${keys} }\n`));
const at = (column: number, key: string, saying: string) =>
  `${place}:21:${column} ${services}.job.${key}: ${saying}`;
const cron = 'schedule: { cron: "0 3 * * *" }';

describe("kinds", () => {
  it.each([
    ["port: 80, paths: [/job/*]", "web"],
    ["port: 80, kind: web, paths: [/job/*]", "web"],
    ["port: 80, kind: internal", "internal"],
    ["command: [work]", "worker"],
    ["kind: worker", "worker"],
    ["kind: task", "task"],
    [cron, "schedule"],
    [`kind: schedule, ${cron}`, "schedule"],
    ["runtime: beanstalk, kind: worker, port: 80", "worker"],
    ["runtime: beanstalk, port: 80, hosts: [job.example.net], healthCheck: { path: /up }", "web"],
  ])("accepts a service with %s as %s", (keys, kind) => {
    const result = validated(`${TEAM}      job: { image: "a/b:1", ${keys} }\n`);
    expect(complaints(result).filter((one) => !one.startsWith("warning"))).toEqual([]);
    expect(result.environments?.[0]?.services[1]).toMatchObject({ name: "job", kind });
  });

  it("keeps no task of what is only started", () => {
    const counts = (keys: string) =>
      validated(`${TEAM}      job: { image: "a/b:1", ${keys} }\n`).environments?.[0]?.services[1]
        ?.desiredCount;
    expect(counts("kind: task")).toBe(0);
    expect(counts(cron)).toBe(0);
    expect(counts("kind: worker")).toBe(2);
  });

  it("refuses web without a port", () => {
    expect(job("kind: web")).toEqual([
      at(
        36,
        "kind",
        "is web, but the service has no port. Write the `port:` that the container listens on, or `kind: worker`.",
      ),
    ]);
  });

  it("refuses web without ingress", () => {
    const text = changed(/ingress:\n( {6}.*\n)+/.exec(TEAM)?.[0] ?? "", "ingress: none\n").replace(
      "port: 8080",
      "port: 8080\n        kind: web",
    );
    expect(complaints(validated(text))).toEqual([
      expect.stringContaining("kind: is web, but the environment has no ingress. Write `ingress:`"),
    ]);
  });

  it("refuses schedule without one", () => {
    expect(job("kind: schedule")).toEqual([
      at(
        36,
        "kind",
        'is schedule, but there is none. Write `schedule: { cron: "0 3 * * *" }`, or `kind: task`.',
      ),
    ]);
  });

  it("warns of a schedule that does not count", () => {
    expect(job(`kind: task, ${cron}`)).toEqual([
      expect.stringContaining("schedule: does not count: the service is task, because it says so."),
    ]);
  });

  it.each(["kind: task", cron])("refuses %s on Beanstalk", (keys) => {
    expect(job(`runtime: beanstalk, ${keys}`)).toContainEqual(
      expect.stringContaining(
        `${services}.job.runtime: is beanstalk, which has nothing like a service of the kind`,
      ),
    );
  });

  it("refuses a kind that the tier of Beanstalk contradicts", () => {
    expect(job("runtime: beanstalk, kind: worker, port: 80, beanstalk: { tier: web }")).toContainEqual(
      expect.stringContaining(
        "kind: is worker, but `beanstalk: { tier: web }` says otherwise. Remove one of the two.",
      ),
    );
  });

  it("refuses ways to what is not reached", () => {
    expect(job("kind: task, paths: [/job/*], healthCheck: { path: /up }")).toEqual([
      at(
        49,
        "paths",
        "leads nowhere: no load balancer leads to a service of the kind task. Remove it, or write `kind: web` or `kind: internal`.",
      ),
      at(
        59,
        "healthCheck",
        "leads nowhere: no load balancer leads to a service of the kind task. Remove it, or write `kind: web` or `kind: internal`.",
      ),
    ]);
  });

  it("warns of a port that nobody reaches", () => {
    expect(job("kind: worker, port: 80")).toEqual([
      `warning ${at(50, "port", "is reached by nobody: the service is of the kind worker. Remove it, or write `kind: web` or `kind: internal`.")}`,
    ]);
  });

  it("warns of keys of what keeps running", () => {
    expect(job("kind: task, desiredCount: 2, alarms: { cpuPercent: 50 }")).toEqual([
      expect.stringContaining(
        "job.desiredCount: does not count: a service of the kind task does not keep running.",
      ),
      expect.stringContaining(
        "job.alarms: does not count: a service of the kind task does not keep running.",
      ),
    ]);
  });

  it.each(["kind: task", cron])("refuses a singleton with %s, which nothing guards", (keys) => {
    expect(job(`${keys}, singleton: true`)).toEqual([
      expect.stringMatching(/job\.singleton: is promised by nothing: .* Remove it, and take a lock/),
    ]);
  });
});

describe("schedules", () => {
  const schedule = (keys: string) => job(`schedule: { ${keys} }`);
  const expression = (keys: string) =>
    validated(`${TEAM}      job: { image: "a/b:1", schedule: { ${keys} } }\n`).environments?.[0]?.services[1]
      ?.schedule;

  it("accepts five fields of cron and gives the rest", () => {
    expect(expression('cron: "30 3 * * 1-5", timeZone: Asia/Tokyo')).toEqual({
      expression: "cron(30 3 ? * MON,TUE,WED,THU,FRI *)",
      cron: "30 3 * * 1-5",
      timeZone: "Asia/Tokyo",
      retries: 3,
      retryWindowSeconds: 3600,
      flexibleMinutes: 0,
      enabled: true,
    });
  });

  it.each([
    ["everyMinutes: 1", "rate(1 minute)"],
    ["everyMinutes: 7", "rate(7 minutes)"],
    ["cron: none, everyMinutes: 7", "rate(7 minutes)"],
    ['cron: "0 3 1 * *", everyMinutes: none', "cron(0 3 1 * ? *)"],
  ])("accepts %s", (keys, expected) => {
    expect(expression(keys)?.expression).toBe(expected);
  });

  it("refuses both ways to say the time, and neither", () => {
    expect(schedule('cron: "0 3 * * *", everyMinutes: 7')).toEqual([
      expect.stringContaining("job.schedule: has both `cron` and `everyMinutes`. Write `none` for the one"),
    ]);
    expect(schedule("timeZone: UTC")).toEqual([
      expect.stringContaining(
        'job.schedule: says no time. Write `cron: "0 3 * * *"`, or `everyMinutes: 30`.',
      ),
    ]);
  });

  it.each([
    ['cron: "0 3 1 * 1"', "cron: names days of the month and of the week, which AWS cannot combine"],
    ['cron: "0 3 * * * *"', "cron: has 6 fields, and a recurrence has five"],
    ['cron: "0 3 30 2 *"', "cron: names days that none of its months has"],
    ['cron: "0 3 * * *", timeZone: Asia/Edo', "timeZone: is not a time zone"],
    ['cron: "0 3 * * *", timeZone: "+09:00"', "timeZone: is not a time zone"],
    ["everyMinutes: 0", "everyMinutes"],
    ['cron: "0 3 * * *", retries: 186', "retries"],
  ])("refuses %s", (keys, words) => {
    expect(schedule(keys)).toEqual([expect.stringContaining(`job.schedule.${words}`)]);
  });

  it("warns of an hour that one day does not have", () => {
    expect(schedule('cron: "30 2 * * *", timeZone: Europe/Berlin')).toEqual([
      expect.stringContaining(
        "job.schedule.cron: names 02:00 to 02:59, which Europe/Berlin does not have on the day that clocks go forward: nothing starts then",
      ),
    ]);
    expect(schedule('cron: "30 4 * * *", timeZone: Europe/Berlin')).toEqual([]);
    expect(schedule('cron: "30 * * * *", timeZone: Europe/Berlin')).toEqual([]);
  });

  it("refuses a worker's name that ends like the queue of a schedule", () => {
    const text = `${TEAM}      job: { image: "a/b:1", ${cron} }\n      job-failed: { image: "a/b:1", runtime: beanstalk, kind: worker, port: 80 }\n`;
    expect(complaints(validated(text))).toContainEqual(
      expect.stringContaining("would name its queue like that of the failed messages of job"),
    );
  });
});
