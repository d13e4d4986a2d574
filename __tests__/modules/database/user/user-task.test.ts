import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fargateTaskProblems } from "../../../../modules/compute";
import { rightsSql } from "../../../../modules/database/user/statements";
import { USER_TASK_SIZE, userTask } from "../../../../modules/database/user/user-task";
import { CLOUDWATCH } from "../../compute/tasks";

const TASK = userTask({
  user: "app",
  rights: "data",
  database: { host: "db.example", port: 3306, name: "my_app", secretArn: "arn:master" },
  secretArn: "arn:user",
  region: "us-west-2",
  logging: CLOUDWATCH,
});

interface State {
  versions: Record<string, { value: string; stages: string[] }>;
  users: Record<string, { current: string; retained?: string }>;
  statements: string[];
  random: number;
  calls: number;
  failAt: number;
  failBefore: boolean;
}

/** Secrets Manager and a database of their own, kept in a file. */
class World {
  private readonly path = join(mkdtempSync(join(tmpdir(), "database-user-")), "state.json");

  constructor() {
    this.state = {
      versions: {},
      users: { admin: { current: "master" } },
      statements: [],
      random: 0,
      calls: 0,
      failAt: 0,
      failBefore: false,
    };
  }

  get state(): State {
    return JSON.parse(readFileSync(this.path, "utf8"));
  }

  set state(state: State) {
    writeFileSync(this.path, JSON.stringify(state));
  }

  /** Runs the three containers as ECS does: each after the end of the one before, however that was. Exit code of the last. */
  run(failAt = 0, failBefore = false): number {
    this.state = { ...this.state, calls: 0, failAt, failBefore };
    const work = mkdtempSync(join(tmpdir(), "database-user-work-"));
    let code = 0;
    for (const name of ["prepare", "apply", "finish"]) {
      const one = TASK.containers.find((container) => container.name === name);
      const [shell = "", ...words] = [...(one?.entryPoint ?? []), ...(one?.command ?? [])];
      const env = {
        PATH: `${join(__dirname, "fakes")}:${process.env.PATH}`,
        FAKE_STATE: this.path,
        ...one?.environment,
        ...(name === "apply" && { MASTER_USERNAME: "admin", MASTER_PASSWORD: "master" }),
      };
      const scripted = words.map((word) => word.replace("cd /work", `cd ${work}`));
      code = spawnSync(shell, scripted, { env, stdio: "pipe" }).status ?? 1;
    }
    return code;
  }

  /** The password that tasks get when they start. */
  get current(): string | undefined {
    const version = Object.values(this.state.versions).find(({ stages }) => stages.includes("AWSCURRENT"));
    return version && JSON.parse(version.value).password;
  }

  opens(password: string | undefined): boolean {
    const user = this.state.users.app;
    return password !== undefined && (user?.current === password || user?.retained === password);
  }
}

describe("userTask", () => {
  it("is a task that Fargate takes", () => {
    expect(fargateTaskProblems(TASK, USER_TASK_SIZE)).toEqual([]);
  });

  it("makes the user with a password that nobody chose, and its rights", () => {
    const world = new World();
    expect(world.run()).toBe(0);
    expect(world.current).toMatch(/^[A-Za-z0-9]{40}$/);
    expect(world.opens(world.current)).toBe(true);
    const { statements, versions } = world.state;
    expect(statements.filter((one) => /^(GRANT|REVOKE)/.test(one))).toHaveLength(2);
    expect(Object.values(versions).map(({ stages }) => stages)).toEqual([["AWSCURRENT"]]);
  });

  it("gives it a new password, and the one before stays valid", () => {
    const world = new World();
    world.run();
    const before = world.current;
    expect(world.run()).toBe(0);
    expect(world.current).not.toBe(before);
    expect([before, world.current].map((password) => world.opens(password))).toEqual([true, true]);
  });

  // Every call that a run makes, failing before or after it took effect.
  it.each(
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].flatMap((call) => [[call, "before"] as const, [call, "after"] as const]),
  )(
    "keeps what tasks have valid when call %i fails %s its effect, and goes on the next time",
    (call, when) => {
      const world = new World();
      world.run();
      const before = world.current;
      world.run(call, when === "before");
      expect(world.opens(before), "the password before").toBe(true);
      expect(world.opens(world.current), "the current password").toBe(true);
      expect(world.run()).toBe(0);
      expect(world.opens(world.current)).toBe(true);
      expect(Object.values(world.state.versions).flatMap(({ stages }) => stages)).toEqual(["AWSCURRENT"]);
    },
  );

  it("fails as a whole when the database does not answer", () => {
    const world = new World();
    world.state = { ...world.state, users: {} };
    expect(world.run()).not.toBe(0);
  });

  it("holds nothing that Terraform would take for an expression", () => {
    expect(JSON.stringify(TASK)).not.toMatch(/[$%]\{/);
  });

  it("says no password in a definition", () => {
    expect(JSON.stringify(TASK)).not.toMatch(/IDENTIFIED BY '(?!:password:)/);
  });
});

describe("rightsSql", () => {
  it("names one schema, whose underscores stand for themselves", () => {
    expect(rightsSql("app", "my_app", "schema")).toBe("GRANT ALL PRIVILEGES ON `my\\_app`.* TO 'app'@'%';");
  });

  it("takes away what a user of the data had more", () => {
    const [grant, revoke] = rightsSql("app", "shop", "data").split("\n");
    expect(grant).toContain("GRANT SELECT, INSERT, UPDATE, DELETE");
    expect(revoke).toContain("REVOKE CREATE, DROP");
  });
});
