import { describe, expect, it } from "vitest";
import { validate } from "../../../config/validate";
import { complaints } from "../../support/config";
import { PLATFORM_STACKS, PLATFORM_TEAM } from "../../support/platform";
import { temporaryRoot } from "../../support/root";

function said(from: string, to: string): string {
  expect(PLATFORM_STACKS).toContain(from);
  const platform = PLATFORM_STACKS.replace(from, to);
  return complaints(
    validate(temporaryRoot({ "platform.yaml": platform, "teams/festa.yaml": PLATFORM_TEAM })),
  ).join("\n");
}

describe("the platform stacks", () => {
  it("may be described by every key", () => {
    expect(said("organization: example", "organization: example")).toBe("");
  });

  it.each([
    ["state on a machine that is gone after the job", /state: .*\n/, "", "needs state that CI can reach"],
    [
      "an account that is not listed",
      /"444455556666": \{ region/,
      '"999900001111": { region',
      "is not one of the accounts",
    ],
    [
      "a region that there is not",
      /"444455556666": \{ region: us-west-2/,
      '"444455556666": { region: us-west-7',
      "Did you mean",
    ],
    [
      "a second state bucket",
      /region: us-west-2 \}\n$/,
      "region: us-west-2, holdsState: true }\n",
      "is true twice",
    ],
    [
      "a state bucket in another region",
      /(bucket: example-terraform-state, region: )us-west-2/,
      "$1us-east-2",
      "is not that of the state",
    ],
    ["a registry without its secret", /\n {10}credentialSecret: .*/, "", "registry-1.docker.io asks for it"],
    ["a secret where ECR does not look", /ecr-pullthroughcache\/hub/, "hub", "is not where ECR looks for it"],
    ["a repository that is none", /example\/infrastructure/, "infrastructure", "is not a GitHub repository"],
    ["an unknown key", /holdsState/, "holdState", 'Did you mean "holdsState"'],
  ])("refuses %s", (_what, from, to, message) => {
    const [written = ""] = from.exec(PLATFORM_STACKS) ?? [];
    expect(said(written, written.replace(from, to))).toContain(message);
  });

  it("refuses two accounts of one name", () => {
    const platform = PLATFORM_STACKS.replace("name: sandbox", "name: production").replace(
      "holdsState: true",
      "holdsState: false",
    );
    const root = temporaryRoot({ "platform.yaml": platform, "teams/festa.yaml": PLATFORM_TEAM });
    expect(complaints(validate(root)).join("\n")).toContain(
      "gives the stack the name platform-production, which",
    );
  });

  it("are chosen by name, with the mistakes of every team", () => {
    const root = temporaryRoot({
      "platform.yaml": PLATFORM_STACKS,
      "teams/festa.yaml": PLATFORM_TEAM,
      "teams/other.yaml": "team: other\nowners: []\nenvironments: {}\n",
    });
    expect(complaints(validate(root, { only: ["platform"] })).join("\n")).toContain("teams/other.yaml");
    expect(complaints(validate(root, { only: ["festa-*"] }))).toEqual([]);
    expect(validate(root, { only: ["festa-*"] }).platforms).toEqual([]);
  });
});
