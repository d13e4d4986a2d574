import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jobMatrix, MOST_JOBS } from "../../cli/job-matrix";
import { list } from "../../cli/list";
import { PLATFORM, TEAM } from "../support/config";
import { finished, teamstacks } from "../support/output";
import { temporaryRoot } from "../support/root";

const rooted = () =>
  temporaryRoot({
    "platform.yaml": PLATFORM,
    "teams/festa.yaml": `${TEAM}  rehearsal:
    extends: production
    class: staging
    account: "444455556666"
    ingress: { domain: rehearsal.example.net }
`,
    "teams/other.yaml": TEAM.replace("team: festa", "team: other")
      .replace("10.20.0.0", "10.30.0.0")
      .replace("festa.example", "other.example"),
  });

describe("teamstacks list", () => {
  it("prints the names of all stacks, one a line", () => {
    expect(finished(() => list({ root: rooted(), json: false }))).toEqual({
      exitCode: 0,
      stdout: "festa-production\nfesta-rehearsal\nother-production\n",
      stderr: "",
    });
  });

  it("prints only those asked for", () => {
    const { stdout } = teamstacks("list", "--root", rooted(), "--only", "*-rehearsal", "other-*");
    expect(stdout).toBe("festa-rehearsal\nother-production\n");
  });

  it("prints what else there is to know as JSON", () => {
    const { stdout } = finished(() => list({ root: rooted(), json: true, only: ["festa-r*"] }));
    expect(JSON.parse(stdout)).toEqual({
      stacks: [
        {
          stack: "festa-rehearsal",
          team: "festa",
          environment: "rehearsal",
          class: "staging",
          account: "444455556666",
          region: "us-west-2",
        },
      ],
    });
  });

  it("prints a matrix on one line", () => {
    const { exitCode, stdout, stderr } = teamstacks("list", "--root", rooted(), "--matrix", "2");
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toBe(
      '{"include":[{"batch":1,"stacks":"festa-production festa-rehearsal"},{"batch":2,"stacks":"other-production"}]}\n',
    );
  });

  it("fails when no stack has such a name, or a file is wrong", () => {
    expect(finished(() => list({ root: rooted(), json: false, only: ["nobody-*"] }))).toMatchObject({
      exitCode: 1,
      stdout: "",
    });
    const root = temporaryRoot({ "platform.yaml": PLATFORM, "teams/festa.yaml": "team: [" });
    expect(finished(() => list({ root, json: false }))).toMatchObject({ exitCode: 1, stdout: "" });
  });

  it.each(["0", "-1", "1.5", "many", "9999999"])("refuses a matrix of %s", (size) => {
    expect(teamstacks("list", "--root", rooted(), `--matrix=${size}`)).toMatchObject({
      exitCode: 2,
      stdout: "",
    });
  });
});

describe("a matrix", () => {
  it("has every stack once, in order, in full batches and never too many jobs", () => {
    fc.assert(
      fc.property(fc.nat({ max: 3000 }), fc.integer({ min: 1, max: 50 }), (count, size) => {
        const stacks = Array.from({ length: count }, (_, index) => `s${index}`);
        const { include } = jobMatrix(stacks, size);
        expect(include.length).toBeLessThanOrEqual(MOST_JOBS);
        expect(include.map(({ batch }) => batch)).toEqual(include.map((_, index) => index + 1));
        expect(include.flatMap((job) => job.stacks.split(" "))).toEqual(stacks);
        const sizes = include.map((job) => job.stacks.split(" ").length);
        expect(sizes.slice(0, -1).every((one) => one === Math.max(size, Math.ceil(count / MOST_JOBS)))).toBe(
          true,
        );
      }),
      { numRuns: 50 },
    );
  });

  it("of a thousand stacks, one each, has four stacks a job", () => {
    const stacks = Array.from({ length: 1000 }, (_, index) => `s${index}`);
    expect(jobMatrix(stacks, 1).include).toHaveLength(250);
  });
});
