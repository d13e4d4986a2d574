import { describe, expect, it } from "vitest";
import { app, beanstalk, GHOST, ghost, on, place, planOf, told } from "../../support/beanstalk-team";
import { changed, complaints, validated } from "../../support/config";

describe("schedules", () => {
  const schedule = (keys: string) => told(beanstalk(`schedules: { morning: { ${keys} } }`));
  const bounds = "minInstances: 4, maxInstances: 8";
  const path = `${app}.beanstalk.schedules.morning`;

  it("are converted to UTC", () => {
    const text = on(
      beanstalk(
        `schedules: { morning: { cron: "0 8 * * 1-5", timeZone: Asia/Tokyo, ${bounds}, desiredInstances: 6 } }`,
      ),
    );
    expect(complaints(validated(text))).toEqual([]);
    expect(planOf(text)?.schedules).toEqual([
      { name: "morning", recurrence: "0 23 * * 0-4", min: 4, max: 8, desired: 6 },
    ]);
    expect(planOf(on(beanstalk("schedules: { morning: none }")))?.schedules).toEqual([]);
  });

  it("refuses a sixth field", () => {
    expect(schedule(`cron: "0 8 * * 1-5 *", ${bounds}`)).toEqual([
      `${place}:23:52 ${path}.cron: has 6 fields, and a recurrence has five: minute, hour, day of month, month, day of week; got "0 8 * * 1-5 *". Write it like "0 8 * * 1-5", without year, seconds or "?".`,
    ]);
  });

  it("refuses a time zone with daylight-saving time, and one that is none", () => {
    expect(schedule(`cron: "0 8 * * *", timeZone: Europe/Berlin, ${bounds}`)).toEqual([
      `${place}:23:75 ${path}.timeZone: has daylight-saving time, and Beanstalk schedules in UTC: half of the year the time would be an hour off; got "Europe/Berlin". Write the time in "UTC" and accept the shift, or in a zone without daylight-saving time.`,
    ]);
    expect(schedule(`cron: "0 8 * * *", timeZone: Asia/Tokio, ${bounds}`)[0]).toMatch(
      /timeZone: is not a time zone/,
    );
  });

  it("refuses a time that UTC has on another day of another month", () => {
    expect(schedule(`cron: "0 8 1 * *", timeZone: Asia/Tokyo, ${bounds}`)[0]).toMatch(
      /cron: cannot be written in UTC/,
    );
  });

  it("refuses bounds that are missing or contradict themselves", () => {
    expect(schedule('cron: "0 8 * * *"')).toHaveLength(2);
    expect(schedule('cron: "0 8 * * *", minInstances: 4, maxInstances: 2')[0]).toMatch(
      /maxInstances: is below minInstances, which is 4/,
    );
    expect(schedule(`cron: "0 8 * * *", ${bounds}, desiredInstances: 9`)[0]).toMatch(
      /desiredInstances: is not between 4 and 8; got 9/,
    );
    expect(schedule(bounds)[0]).toMatch(/cron: is missing/);
  });
});

describe("a singleton on Beanstalk", () => {
  it("is one instance that is exchanged in place", () => {
    const plan = {
      instances: { min: 1, max: 1 },
      deployment: { policy: "all-at-once" },
      managedUpdates: undefined,
      scaling: undefined,
    };
    expect(planOf(GHOST)).toMatchObject(plan);
    expect(planOf(on("singleton: true"))).toMatchObject(plan);
    expect(ghost("minInstances: 1, maxInstances: 1, deployment: { policy: all-at-once }")).toEqual([]);
  });

  it.each([
    ["minInstances: 2", /minInstances: is more than one instance .*; got 2\. Write `minInstances: 1`\./],
    ["maxInstances: 2", /maxInstances: is more than one instance .*; got 2\. Write `maxInstances: 1`\./],
    ["managedUpdates: { level: patch }", /managedUpdates: start a second instance before the first is gone/],
    ["scaling: { metric: cpu }", /scaling: adds instances/],
    [
      'schedules: { day: { cron: "0 8 * * *", minInstances: 1, maxInstances: 2 } }',
      /schedules\.day: changes the number of instances/,
    ],
  ])("refuses %s", (keys, message) => {
    expect(ghost(keys)).toEqual([expect.stringMatching(message)]);
  });

  it.each(["rolling", "rolling-with-additional-batch", "immutable", "traffic-splitting"])(
    "refuses the deployment policy %s",
    (policy) => {
      expect(ghost(`deployment: { policy: ${policy} }`)).toEqual([
        `${place}:23:44 ${app}.beanstalk.deployment.policy: may run old and new side by side, but the service may run only once; got "${policy}". Write \`policy: all-at-once\`.`,
      ]);
    },
  );

  it("refuses more than one Ghost, also when it is called no singleton", () => {
    expect(
      complaints(validated(`${GHOST}        singleton: false\n        desiredCount: 2\n`)).join("\n"),
    ).toMatch(/desiredCount: is more than one task, but Ghost keeps/);
  });
});

describe("a database that starts from a snapshot", () => {
  const from = (snapshot: string) =>
    complaints(validated(changed("database: {}", `database: { snapshot: ${snapshot} }`)));

  it("accepts a name, or an ARN of the region", () => {
    expect(from("festa-production-2026-11-01")).toEqual([]);
    expect(from('"rds:festa-production-db-2026-11-01-16-10"')).toEqual([]);
    expect(from("arn:aws:rds:us-west-2:444455556666:cluster-snapshot:festa-production")).toEqual([]);
  });

  it("refuses a snapshot of another region, and what is none", () => {
    expect(from("arn:aws:rds:us-east-1:111122223333:cluster-snapshot:festa")).toEqual([
      `${place}:15:27 environments.production.database.snapshot: is in us-east-1, and a database starts only from a snapshot in us-west-2; got "arn:aws:rds:us-east-1:111122223333:cluster-snapshot:festa". Copy the snapshot to us-west-2 and write that one.`,
    ]);
    expect(from("arn:aws:rds:us-west-2:111122223333:snapshot:festa")[0]).toMatch(
      /snapshot: is not the name or ARN of a cluster snapshot/,
    );
  });
});
