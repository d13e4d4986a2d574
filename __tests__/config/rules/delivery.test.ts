import { describe, expect, it } from "vitest";
import { complaints, TEAM, validated, withService } from "../../support/config";

const production = "environments.production";
const COMMIT = "source: { codecommit: app, branch: main }";
const PIPELINE = withService(`pipeline: { ${COMMIT} }`);
const TASK = "      migrate: { like: app, kind: task, command: [migrate] }\n";

/** What is said of `delivery:` beside a service with a pipeline. */
const of = (delivery: string, team = PIPELINE) => complaints(validated(`${team}    delivery: ${delivery}\n`));
const planOf = (team: string) => validated(team).environments?.[0];
const pipelineOf = (team: string) => planOf(team)?.services.find(({ name }) => name === "app")?.pipeline;

describe("delivery", () => {
  it("asks for approval in production, and tells of what failed those who hear of alarms", () => {
    const team = `${PIPELINE}    notifications: { emails: [team@example.net] }\n`;
    expect(pipelineOf(team)).toMatchObject({ approval: true, before: undefined, after: undefined });
    expect(planOf(team)?.delivery).toEqual({
      notifications: { events: ["failed", "stopped"], emails: ["team@example.net"] },
      freeze: [],
    });
  });

  it("lets the environment and then the pipeline decide on approval", () => {
    expect(pipelineOf(`${PIPELINE}    delivery: { approval: false }\n`)?.approval).toBe(false);
    const asked = withService(`pipeline: { ${COMMIT}, approval: true }`);
    expect(pipelineOf(`${asked}    delivery: { approval: false }\n`)?.approval).toBe(true);
  });
});

describe("tasks around a deployment", () => {
  const withSteps = (steps: string, task = TASK) =>
    complaints(validated(`${withService(`pipeline: { ${COMMIT}, ${steps} }`)}${task}`));

  it("are tasks of the environment with the same image", () => {
    expect(withSteps("before: migrate, after: migrate")).toEqual([]);
    expect(withSteps("before: none")).toEqual([]);
  });

  it("refuses a service that is not there, and names the tasks", () => {
    expect(withSteps("before: migrations")).toEqual([
      expect.stringMatching(/pipeline\.before: is no service of the environment.*tasks: `migrate`/),
    ]);
    expect(withSteps("after: smoke", "")).toEqual([
      expect.stringMatching(/pipeline\.after: .*`smoke` with `kind: task`/),
    ]);
  });

  it("refuses what keeps running", () => {
    expect(withSteps("before: app")).toEqual([expect.stringMatching(/keeps running or has a schedule/)]);
  });

  it("refuses a task where there is no image to run it with", () => {
    const team = withService(
      `runtime: beanstalk\npipeline: { ${COMMIT}, build: none, before: migrate }\nhealthCheck: { path: /up }`,
    );
    const task = "      migrate: { like: app, kind: task, runtime: fargate }\n";
    expect(complaints(validated(`${team}${task}`))).toContainEqual(
      expect.stringMatching(/pipeline\.before: has no image to run/),
    );
  });

  it("warns of a task that has another image of its own", () => {
    const other = '      migrate: { image: "example/other:1.0.0", kind: task }\n';
    expect(withSteps("before: migrate", other)).toEqual([
      expect.stringMatching(/^warning .*not with example\/other:1\.0\.0/),
    ]);
  });
});

describe("a freeze", () => {
  const winter = "{ from: 2026-12-18T18:00, until: 2027-01-04T08:00, timeZone: Europe/Berlin }";

  it("is between two moments, or recurs", () => {
    expect(of(`{ freeze: { winter: ${winter} } }`)).toEqual([]);
    expect(of('{ freeze: { nights: { from: "0 18 * * *", until: "0 8 * * 1-5" } } }')).toEqual([]);
    expect(
      of(`{ freeze: { winter: ${winter}, nights: { from: "0 18 * * *", until: "0 8 * * *" } } }`),
    ).toEqual([]);
    expect(of("{ freeze: { winter: none } }")).toEqual([]);
  });

  it("warns of one without a pipeline", () => {
    expect(of(`{ freeze: { winter: ${winter} } }`, TEAM)).toEqual([
      expect.stringMatching(/^warning .*delivery\.freeze: freezes nothing/),
    ]);
  });

  it.each([
    ["{ from: 2026-12-18T18:00 }", /until: is missing/],
    ["{ from: friday, until: 2027-01-04T08:00 }", /is neither a day and time nor a recurrence/],
    [
      '{ from: 2026-12-18T18:00, until: "0 8 * * 1" }',
      /until: is a recurrence, but `from` is a day and time/,
    ],
    ["{ from: 2026-12-18T18:00, until: 2026-12-18T17:00 }", /is not after 2026-12-18T18:00/],
    ["{ from: 2026-02-30T18:00, until: 2026-03-04T17:00 }", /is on a day that its month does not have/],
    ['{ from: "0 18 30 2 *", until: "0 8 * * *" }', /names days that none of its months has/],
    ['{ from: "0 25 * * *", until: "0 8 * * *" }', /for the hour/],
    ['{ from: "0 18 1 * 5", until: "0 8 * * *" }', /which AWS cannot combine/],
    ["{ from: 2026-12-18T18:00, until: 2027-01-04T08:00, timeZone: Mars/Olympus }", /is not a time zone/],
  ])("refuses %s", (written, message) => {
    expect(of(`{ freeze: { winter: ${written} } }`)).toEqual([expect.stringMatching(message)]);
  });

  it("refuses a second one that recurs", () => {
    const two =
      '{ freeze: { a: { from: "0 18 * * *", until: "0 8 * * *" }, b: { from: "0 0 * * 6", until: "0 0 * * 1" } } }';
    expect(of(two)).toEqual([expect.stringMatching(/freeze\.b: recurs, as `a` does/)]);
  });

  it("refuses two that overlap", () => {
    const two = `{ freeze: { winter: ${winter}, eve: { from: 2026-12-31T00:00, until: 2027-01-05T00:00 } } }`;
    expect(of(two)).toEqual([expect.stringMatching(/freeze\.eve: begins before `winter` has ended/)]);
  });

  it("names its keys where they were written", () => {
    expect(of("{ freeze: { winter: { from: 2026-12-18T18:00, until: 2026-12-18T17:00 } } }")[0]).toContain(
      `${production}.delivery.freeze.winter.until`,
    );
  });
});
