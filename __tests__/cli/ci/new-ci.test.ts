import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { type NewCiOptions, newCi } from "../../../cli/ci";
import { ciSettings } from "../../../cli/ci/settings";
import { platformSpec } from "../../../config/spec/platform";
import { renderPlainYaml } from "../../../templates/render";
import { PLATFORM } from "../../support/config";
import { finished, teamstacks } from "../../support/output";
import { temporaryRoot } from "../../support/root";
import { namesIn } from "./expression";
import { faults, needsOf, type Workflow } from "./workflow";

const WITH_CI = `${PLATFORM}state: { backend: s3, bucket: example-state, region: us-west-2 }
platform:
  repository: example/infrastructure
  accounts: { "111122223333": { region: us-west-2, holdsState: true } }
`;

const NAMES = ["plan", "apply", "drift"] as const;
const pathOf = (name: string) => `.github/workflows/teamstacks-${name}.yml`;

function written(changes: Partial<NewCiOptions> = {}, platform = WITH_CI) {
  const root = temporaryRoot({ "platform.yaml": platform, "teams/.keep": "" });
  const options = {
    root,
    json: false,
    provider: "github",
    mode: "equivalent",
    force: false,
    ...changes,
  } as const;
  const run = () => finished(() => newCi(options));
  return { root, result: run(), again: run, text: (file: string) => readFileSync(join(root, file), "utf8") };
}

/** A workflow as it is written for the platform file above. */
function rendered(name: string): string {
  const settings = ciSettings(platformSpec.parse(parse(WITH_CI)), "equivalent");
  return renderPlainYaml(`ci/${name}`, settings ?? {});
}

describe.each(["equivalent", "exact"] as const)("new ci --mode %s", (mode) => {
  it.each(NAMES)("writes %s, in which GitHub finds nothing wrong", (name) => {
    expect(faults(written({ mode }).text(pathOf(name)))).toEqual([]);
  });
});

describe("the workflows", () => {
  const texts = new Map(NAMES.map((name) => [name, rendered(name)]));
  const workflow = (name: (typeof NAMES)[number]) => parse(texts.get(name) ?? "") as Workflow;
  const jobs = NAMES.flatMap((name) =>
    Object.entries(workflow(name).jobs).map(([id, job]) => ({ name, id, job })),
  );

  it("give no job both an identity in the cloud and the right to write to GitHub", () => {
    for (const { name, id, job } of jobs) {
      const rights = Object.entries(job.permissions ?? {});
      const isSignedIn = rights.some(([right]) => right === "id-token");
      const writes = rights.some(([right, level]) => right !== "id-token" && level === "write");
      expect(isSignedIn && writes, `${name} ${id}`).toBe(false);
    }
  });

  it("run the code of a pull request only where there is nothing to take", () => {
    const { synth, plan, comment } = workflow("plan").jobs;
    expect(synth?.permissions).toEqual({ contents: "read" });
    for (const job of [plan, comment]) {
      const checkout = job?.steps.find(({ uses }) => uses?.startsWith("actions/checkout@"));
      expect(checkout?.with?.ref).toBe("${{ github.event.pull_request.base.sha }}");
      expect(job?.if).toContain("github.event.pull_request.head.repo.full_name == github.repository");
    }
    expect(texts.get("plan")).not.toContain("pull_request_target");
  });

  it("install without running scripts of packages", () => {
    for (const [, text] of texts) expect(text.match(/npm (ci|install)(?! --ignore-scripts)/g)).toBeNull();
  });

  it("never cancel an apply, and never drop one that waits", () => {
    expect(workflow("apply").jobs.apply?.concurrency).toEqual({
      group: "teamstacks-apply-${{ matrix.stacks }}",
      "cancel-in-progress": false,
      queue: "max",
    });
  });

  it("apply in the GitHub environment of the stack, and verify before", () => {
    const { apply } = workflow("apply").jobs;
    expect(apply?.environment).toBe("${{ matrix.stacks }}");
    const script = apply?.steps.at(-1)?.run ?? "";
    expect(script.indexOf("teamstacks verify")).toBeGreaterThan(0);
    expect(script.indexOf(" apply -input")).toBeGreaterThan(script.indexOf("teamstacks verify"));
  });

  it("plan without a lock", () => {
    for (const name of ["plan", "drift"] as const) {
      const plans = (texts.get(name) ?? "").match(/ plan -input=false.*/g) ?? [];
      expect(plans.length).toBeGreaterThan(0);
      for (const line of plans) expect(line).toContain("-lock=false");
    }
  });

  it("keep no plan as an artifact", () => {
    const uploads = jobs.flatMap(({ job }) =>
      job.steps.filter(({ uses }) => uses?.includes("upload-artifact@")),
    );
    expect(uploads.map((step) => step.with?.path)).toEqual(["handover", "reviews", "review.html", "reviews"]);
  });

  it("name only commands and options that there are", () => {
    const used = jobs.flatMap(({ job }) => job.steps.flatMap(({ run }) => commandsIn(run ?? "")));
    const commands = [...new Set(used.map(({ command }) => command))].sort();
    for (const command of commands) {
      const { stdout, exitCode } = teamstacks(command, "--help");
      expect(exitCode, command).toBe(0);
      for (const { options } of used.filter((one) => one.command === command)) {
        for (const option of options)
          expect(stdout, `${command} ${option}`).toMatch(new RegExp(`${option}[ ,\\n]`));
      }
    }
  });

  it("are the same each time", () => {
    expect(NAMES.map((name) => written().text(pathOf(name)))).toEqual(NAMES.map((name) => texts.get(name)));
  });

  it("wait for the jobs that they read", () => {
    expect(needsOf({ needs: "synth", steps: [] })).toEqual(["synth"]);
  });
});

describe("new ci", () => {
  it("writes the settings of an Atlantis server", () => {
    const { text } = written({ provider: "atlantis" });
    expect(parse(text("atlantis/repos.yaml"))).toMatchObject({
      repos: [{ id: "github.com/example/infrastructure", branch: "/^main$/", allow_custom_workflows: false }],
      workflows: { teamstacks: { plan: { steps: expect.any(Array) }, apply: { steps: ["apply"] } } },
    });
  });

  it("refuses to write over a file, unless it is told to", () => {
    const { again } = written();
    expect(again()).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("are there already") });
    expect(written({ force: true }).again().exitCode).toBe(0);
  });

  it("refuses a platform without a repository", () => {
    const { result } = written({}, PLATFORM);
    expect(result).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("names no repository") });
  });

  it("refuses a broken platform file, and says what is wrong", () => {
    const { result } = written({}, "organization: example\n");
    expect(result).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("platform.yaml:1:1 accounts"),
    });
  });
});

describe("the checks of workflows", () => {
  const good = rendered("plan");
  const worse = (from: string, to: string) => {
    expect(good).toContain(from);
    return faults(good.replace(from, () => to)).join("\n");
  };

  it("refuse what GitHub refuses", () => {
    expect(worse("needs: synth", "needs: sinth")).toContain("needs sinth, which is no job");
    expect(worse("outputs.any == 'true'", "outputs.any == 'true")).toContain("cannot be read");
    expect(worse("outputs.any == 'true'", "outputs.all == 'true'")).toContain("synth does not give");
    expect(worse("fromJSON(", "fromYAML(")).toContain("there is no function fromYAML");
    expect(worse("steps.affected.outputs.any", "steps.effected.outputs.any")).toContain("no earlier step");
    expect(worse("    timeout-minutes: 20", "    timeout: 20")).toContain("has the key timeout");
    expect(worse("gather head", "if gather head")).toContain("is no script");
  });

  it("refuse what is dangerous", () => {
    expect(worse("permissions: {}", "permissions: write-all")).toContain("permissions to all jobs");
    expect(worse('"$HEAD_SHA"', '"${{ github.event.pull_request.title }}"')).toContain("into a script");
    expect(worse("@08c6903cd8c0fde910a37f88322edcfb5dd907a8", "@v5")).toContain("not pinned");
    expect(worse("persist-credentials: false", "persist-credentials: true")).toContain("leaves the token");
  });

  it("read expressions as GitHub does", () => {
    expect(namesIn("always() && !(needs.a.result == 'it''s' || matrix.b-c)")).toEqual([
      "needs.a.result",
      "matrix.b-c",
    ]);
    expect(() => namesIn("a ==")).toThrow("is missing");
    expect(() => namesIn("a b")).toThrow("too much");
  });
});

/** `teamstacks` calls of a script, with their long options. */
function commandsIn(script: string): { command: string; options: string[] }[] {
  const lines = script.replace(/\\\n/g, " ").split("\n");
  return lines.flatMap((line) => {
    const [, command, rest = ""] = /npx teamstacks ([a-z-]+)(.*)/.exec(line) ?? [];
    if (command === undefined) return [];
    // What follows belongs to another command.
    const own = rest.split(/ (?:\|\||[|>])/)[0] ?? "";
    return [{ command, options: own.match(/--[a-z-]+/g) ?? [] }];
  });
}
