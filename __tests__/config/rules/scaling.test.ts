import { describe, expect, it } from "vitest";
import { changed, complaints, TEAM, validated, withService } from "../../support/config";

const place = "teams/festa.yaml";
const app = "environments.production.services.app";

const told = (lines: string, team?: string) =>
  complaints(validated(team === undefined ? withService(lines) : `${team}        ${lines}\n`));
const scaling = (keys: string) => told(`scaling: { ${keys} }`);
const planOf = (lines: string) => validated(withService(lines)).environments?.[0]?.services[0];
const GHOST = changed(
  "        port: 8080\n",
  "        preset: ghost\n        mail: { from: a@example.net }\n",
);
const WORKER = changed("        port: 8080\n", "");

describe("bounds", () => {
  it("follow from the number of tasks", () => {
    expect(scaling("cpuPercent: 60")).toEqual([]);
    expect(planOf("scaling: { cpuPercent: 60 }")).toMatchObject({
      desiredCount: 2,
      scaling: { minTasks: 2, maxTasks: 4, cpuPercent: 60, memoryPercent: undefined, step: undefined },
    });
  });

  it("decide how many tasks a service starts with", () => {
    expect(planOf("scaling: { minTasks: 3, maxTasks: 9, cpuPercent: 60 }")).toMatchObject({
      desiredCount: 3,
    });
    expect(told("desiredCount: 3\nscaling: { maxTasks: 9, cpuPercent: 60 }")).toEqual([]);
    expect(planOf("scaling: none")).toMatchObject({ desiredCount: 2, scaling: undefined });
  });

  it("refuses a most below the least", () => {
    expect(scaling("minTasks: 4, maxTasks: 3, cpuPercent: 60")).toEqual([
      `${place}:21:43 ${app}.scaling.maxTasks: is below minTasks, which is 4; got 3. Write at least 4.`,
    ]);
  });

  it("refuses a number of tasks outside of them", () => {
    const keys = "scaling: { minTasks: 2, maxTasks: 4, cpuPercent: 60 }";
    expect(told(`desiredCount: 5\n${keys}`)).toEqual([
      `${place}:21:23 ${app}.desiredCount: is not between minTasks and maxTasks, which are 2 and 4; got 5. Remove it: a service that scales starts with \`minTasks\`.`,
    ]);
    expect(told(`desiredCount: 1\n${keys}`)).toHaveLength(1);
    expect(told(`desiredCount: 3\n${keys}`)[0]).toMatch(/^warning .*counts only without scaling/);
    expect(told(`desiredCount: 2\n${keys}`)).toEqual([]);
  });

  it("refuses none, from which nothing comes back", () => {
    expect(scaling("minTasks: 0, maxTasks: 4, cpuPercent: 60")[0]).toMatch(
      /minTasks: is none, and without tasks/,
    );
    const week = [
      'day: { cron: "0 8 * * *", minTasks: 1, maxTasks: 4 }',
      'night: { cron: "0 20 * * *", minTasks: 0, maxTasks: 0 }',
    ];
    expect(scaling(`minTasks: 0, cpuPercent: 60, schedules: { ${week.join(", ")} }`)).toEqual([]);
  });
});

describe("scaling without effect", () => {
  it("is warned of", () => {
    expect(scaling("maxTasks: 9")).toEqual([
      `warning ${place}:21:9 ${app}.scaling: changes nothing: it has bounds only. Write \`cpuPercent: 60\`, \`step:\` or \`schedules:\`.`,
    ]);
    expect(scaling("maxTasks: 2, cpuPercent: 60")[0]).toMatch(/^warning .*there are always 2 tasks/);
    expect(scaling("cpuPercent: 60, scaleOutCooldownSeconds: 400")[0]).toMatch(
      /^warning .*scaleInCooldownSeconds: is below scaleOutCooldownSeconds, which is 400/,
    );
  });

  it("is warned of on Beanstalk, which scales instances", () => {
    const on = (keys: string) => told(`runtime: beanstalk\nhealthCheck: { path: /up }\n${keys}`);
    expect(on("scaling: { cpuPercent: 60 }")).toEqual([
      `warning ${place}:23:9 ${app}.scaling: counts only with \`runtime: fargate\` or \`runtime: ec2\`. Write \`beanstalk: { scaling: … }\`, which scales the instances.`,
    ]);
    expect(on("scaling: none")).toEqual([]);
    expect(on("spot: { percent: 50 }")[0]).toMatch(/^warning .*spot: counts only with `runtime: fargate`/);
    expect(told("runtime: ec2\nspot: { percent: 50 }").join()).toMatch(/onDemandPercent/);
  });
});

describe("scaling of what may run only once", () => {
  it("refuses singletons and Ghost", () => {
    const keys = "scaling: { minTasks: 1, maxTasks: 3, cpuPercent: 60 }";
    expect(told(`singleton: true\n${keys}`)).toEqual([
      `${place}:22:9 ${app}.scaling: starts more tasks, but the service may run only once. Write \`scaling: none\`, or remove it; give the service more \`cpu\` instead.`,
    ]);
    expect(told(keys, GHOST)[0]).toMatch(/scaling: starts more tasks/);
    expect(told("singleton: true\nscaling: none")).toEqual([]);
    expect(told("singleton: true\nspot: { percent: 50 }")[0]).toMatch(/spot: has AWS stop the only task/);
    expect(told("spot: { percent: 50 }", GHOST)[0]).toMatch(/spot: has AWS stop the only task/);
  });
});

describe("requests of the load balancer", () => {
  it("are counted for a web service", () => {
    expect(scaling("requestsPerTaskPerMinute: 600")).toEqual([]);
  });

  it("refuses them for a worker", () => {
    const keys = "scaling: { requestsPerTaskPerMinute: 600 }";
    expect(told(keys, WORKER).join()).toMatch(
      /requestsPerTaskPerMinute: counts the load balancer's requests/,
    );
  });
});

describe("steps", () => {
  const step = (keys: string, beside = "") => scaling(`minTasks: 2, maxTasks: 4, ${beside}step: { ${keys} }`);
  const both = "add: [{ abovePercent: 20, tasks: 2 }], remove: [{ belowPercent: 20, tasks: 2 }]";

  it("are those of the system that was rebuilt", () => {
    expect(step(both)).toEqual([]);
    expect(planOf(`scaling: { minTasks: 2, maxTasks: 4, step: { ${both} } }`)?.scaling?.step).toEqual({
      metric: "cpu",
      periodMinutes: 1,
      add: [{ percent: 20, tasks: 2 }],
      remove: [{ percent: 20, tasks: 2 }],
    });
  });

  it("refuses what overlaps, repeats or shrinks", () => {
    expect(step("add: [{ abovePercent: 20, tasks: 2 }], remove: [{ belowPercent: 30, tasks: 2 }]")).toEqual([
      `${place}:21:101 ${app}.scaling.step.remove: starts below 30 %, where tasks are still added: that starts above 20 %. Write at most \`belowPercent: 20\`.`,
    ]);
    const repeated = "add: [{ abovePercent: 20, tasks: 2 }, { abovePercent: 20, tasks: 4 }]";
    expect(step(`${repeated}, remove: [{ belowPercent: 10, tasks: 2 }]`)[0]).toMatch(
      /add: has two steps at 20 %/,
    );
    const shrinking = "add: [{ abovePercent: 20, tasks: 2 }, { abovePercent: 60, tasks: 1 }]";
    expect(step(`${shrinking}, remove: [{ belowPercent: 10, tasks: 2 }]`)[0]).toMatch(/add: has 1 at 60 %/);
  });

  it("refuses to take away what tracking may need", () => {
    expect(step(both, "memoryPercent: 60, ")[0]).toMatch(/step.remove: takes tasks away that memoryPercent/);
    expect(step("add: [{ abovePercent: 80, tasks: 4 }]", "cpuPercent: 50, ")).toEqual([]);
    expect(step("add: [{ abovePercent: 50, tasks: 4 }]", "cpuPercent: 50, ")[0]).toMatch(
      /step.add: adds tasks above 50 %, and cpuPercent keeps 50 %/,
    );
    expect(step("metric: memory, add: [{ abovePercent: 50, tasks: 4 }]", "cpuPercent: 50, ")).toEqual([]);
  });

  it("are warned of in one direction only", () => {
    expect(step("add: [{ abovePercent: 20, tasks: 2 }]")[0]).toMatch(/^warning .*step: only adds tasks/);
    expect(step("remove: [{ belowPercent: 20, tasks: 2 }]")[0]).toMatch(/^warning .*step: adds no tasks/);
  });
});

describe("schedules", () => {
  const day = 'day: { cron: "0 8 * * 1-5", timeZone: Europe/Berlin, minTasks: 4, maxTasks: 8 }';
  const night = 'night: { cron: "0 20 * * *", minTasks: 1, maxTasks: 2 }';
  const schedules = (...written: string[]) => scaling(`schedules: { ${written.join(", ")} }`);

  it("follow the time zone, daylight-saving time included", () => {
    expect(schedules(day, night)).toEqual([]);
    expect(planOf(`scaling: { schedules: { ${day}, ${night}, noon: none } }`)?.scaling?.schedules).toEqual([
      {
        name: "day",
        expression: "cron(0 8 ? * MON,TUE,WED,THU,FRI *)",
        timeZone: "Europe/Berlin",
        minTasks: 4,
        maxTasks: 8,
      },
      { name: "night", expression: "cron(0 20 * * ? *)", timeZone: "UTC", minTasks: 1, maxTasks: 2 },
    ]);
  });

  it("refuses a zone that there is not, a sixth field, and both kinds of days", () => {
    const path = `${app}.scaling.schedules.day`;
    expect(schedules(day.replace("Berlin", "Berlim"), night)).toEqual([
      `${place}:21:71 ${path}.timeZone: is not a time zone; got "Europe/Berlim". Write a name of the IANA database, such as "Asia/Tokyo", or "UTC".`,
    ]);
    expect(schedules(day.replace("1-5", "1-5 *"), night)[0]).toMatch(/cron: has 6 fields/);
    expect(schedules(day.replace("8 * * 1-5", "8 30 2 *"), night)[0]).toMatch(/cron: names days that none/);
    expect(schedules(day.replace("8 *", "8 1"), night)[0]).toMatch(
      /cron: names days of the month and of the week/,
    );
  });

  it("refuses bounds that are missing or contradict themselves", () => {
    expect(schedules('day: { cron: "0 8 * * *" }', night)).toHaveLength(2);
    expect(schedules("day: { minTasks: 1, maxTasks: 2 }", night)[0]).toMatch(/day.cron: is missing/);
    expect(schedules(day.replace("maxTasks: 8", "maxTasks: 3"), night)[0]).toMatch(
      /day.maxTasks: is below minTasks, which is 4; got 3/,
    );
  });

  it("are warned of when one is alone", () => {
    expect(schedules(day)[0]).toMatch(/^warning .*schedules.day: sets 4 to 8 tasks for good/);
  });
});

describe("Spot", () => {
  it("has a base on demand", () => {
    expect(told("spot: {}")).toEqual([]);
    expect(planOf("spot: {}")?.spot).toEqual({ percent: 50, baseTasks: 1 });
    expect(planOf("spot: none")?.spot).toBeUndefined();
    expect(told("spot: { percent: 70 }\narchitecture: arm64")).toEqual([]);
  });

  it("is warned of where all or none can be taken away", () => {
    expect(told("spot: { percent: 100, baseTasks: 0 }")).toEqual([
      `warning ${place}:21:42 ${app}.spot.baseTasks: leaves no task that AWS may not stop, all of them at once even. Write \`baseTasks: 1\`, or a lower \`percent\`.`,
    ]);
    expect(told("spot: { baseTasks: 2 }")[0]).toMatch(/^warning .*there are at most 2/);
    expect(told("spot: { baseTasks: 2 }\nscaling: { maxTasks: 6, cpuPercent: 60 }")).toEqual([]);
    expect(told("spot: { percent: 0, baseTasks: 9 }")).toEqual([]);
  });
});

it("the base file is without complaints", () => expect(complaints(validated(TEAM))).toEqual([]));
