import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../review/model";
import { PLAN_RULES, parseSettings, RULES } from "../../review/rules";
import { type MadeChange, reviewOf } from "../support/plan-json";
import { DATA_AND_RIGHTS } from "./examples/data-and-rights";
import { allow, policy } from "./examples/example";
import { TRAFFIC_AND_PLANS } from "./examples/traffic-and-plans";

const EXAMPLES = { ...DATA_AND_RIGHTS, ...TRAFFIC_AND_PLANS };

const PRODUCTION = { stack: "s", class: "production", owners: ["web"], sources: {} };

function findingsOf(
  name: string,
  changes: MadeChange | readonly MadeChange[],
  more: object = {},
): readonly Finding[] {
  const review = reviewOf([changes].flat(), more, { provenance: PRODUCTION });
  return review.findings.filter(({ rule: one }) => one === name);
}

describe("rules", () => {
  it("have examples, each of them", () => {
    expect(Object.keys(EXAMPLES).sort()).toEqual([...RULES, ...PLAN_RULES].map(({ name }) => name).sort());
  });

  for (const [name, { says, accepts }] of Object.entries(EXAMPLES)) {
    for (const [message, changes, more] of says) {
      it(`${name} refuses what ${message}`, () => {
        const found = findingsOf(name, changes, more);
        expect(found.map((finding) => finding.message)).toEqual([message]);
        expect(found[0]?.severity).toBe([...RULES, ...PLAN_RULES].find((one) => one.name === name)?.severity);
      });
    }
    it(`${name} accepts what is not its subject`, () => {
      for (const changes of accepts) expect(findingsOf(name, changes)).toEqual([]);
    });
  }

  it("see nothing of what is marked as sensitive", () => {
    const secret = {
      type: "aws_iam_policy",
      after: { policy: policy(allow("secret:Action", "*")) },
      after_sensitive: { policy: true },
    };
    expect(reviewOf([secret]).findings).toEqual([]);
  });
});

const DELETED = { type: "aws_s3_bucket", address: "module.a.aws_s3_bucket.logs", before: { bucket: "b" } };

describe("settings", () => {
  const review = (yaml: string) => reviewOf([DELETED], {}, { settings: parseSettings(yaml) });

  it("change how much a rule weighs, or switch it off", () => {
    expect(reviewOf([DELETED]).verdict).toBe("approval");
    expect(review("rules: { stateful-delete: warn }").verdict).toBe("changes");
    expect(review("rules: { stateful-delete: off }").findings).toEqual([]);
  });

  it("say what holds data and what does not", () => {
    expect(review("notStateful: [aws_s3_bucket]").verdict).toBe("changes");
    const settings = parseSettings("stateful: [made_thing]");
    expect(reviewOf([{ before: { a: 1 } }], {}, { settings }).verdict).toBe("approval");
  });

  it("name the owners where nothing else does", () => {
    expect(review("owners: [storage-team]").approval?.owners).toEqual(["storage-team"]);
  });

  const waiver = (expires: string, address = "module.*.aws_s3_bucket.*") =>
    `waivers: [{ rule: stateful-delete, address: "${address}", owner: ana, expires: ${expires}, reason: it is empty }]`;

  it("let a finding pass by name of an owner until a day", () => {
    const { verdict, findings } = review(waiver("2026-06-01"));
    expect(verdict).toBe("changes");
    expect(findings).toMatchObject([
      { waiver: { owner: "ana", expires: "2026-06-01", reason: "it is empty" } },
    ]);
  });

  it("refuses a waiver that ended, and says so", () => {
    const { verdict, findings } = review(waiver("2026-05-31"));
    expect(verdict).toBe("approval");
    expect(findings[0]?.message).toContain("the waiver of ana ended on 2026-05-31");
  });

  it("refuses a waiver of another address", () => {
    expect(review(waiver("2026-12-31", "aws_s3_bucket.*")).verdict).toBe("approval");
  });

  it.each([
    ["rules: { no-such-rule: warn }", "there is no rule no-such-rule"],
    ["rules: { downtime: loud }", "rules.downtime"],
    ["waivers: [{ rule: downtime, expires: 2026-12-31, reason: x }]", "owner"],
    ["waivers: [{ rule: downtime, owner: ana, reason: x }]", "expires"],
    ["waivers: [{ rule: downtime, owner: ana, reason: x, expires: soon }]", "it is a day"],
    ["unknown: 1", "unknown"],
    ["rules: [", "it is not YAML"],
  ])("fails on %s", (yaml, message) => {
    expect(() => parseSettings(yaml)).toThrow(message);
  });
});

describe("findings of other tools", () => {
  const plan = [{ address: "aws_s3_bucket.a", type: "aws_s3_bucket", after: { bucket: "a" } }];

  it("come from conftest, by the address in a message or beside it", () => {
    const report = [
      {
        filename: "plan.json",
        failures: [{ msg: "`aws_s3_bucket.a` has no owner", metadata: { rule: "owner" } }],
        warnings: [{ msg: "is old", metadata: { address: "aws_s3_bucket.a" } }],
      },
    ];
    const review = reviewOf(plan, {}, { conftest: [JSON.stringify(report)] });
    expect(review.verdict).toBe("approval");
    expect(review.findings).toMatchObject([
      { tool: "conftest", rule: "owner", severity: "block", address: "aws_s3_bucket.a" },
      { tool: "conftest", rule: "policy", severity: "warn", address: "aws_s3_bucket.a", message: "is old" },
    ]);
  });

  it("come from checkov, by the address of the resource", () => {
    const check = {
      check_id: "CKV_AWS_18",
      check_name: "Ensure logging",
      resource: "aws_s3_bucket.a",
      guideline: "https://docs.example/18",
    };
    const report = {
      results: {
        failed_checks: [check, { ...check, check_id: "CKV_1", severity: "HIGH", guideline: "javascript:x" }],
      },
    };
    for (const text of [JSON.stringify(report), JSON.stringify([report])]) {
      const { findings } = reviewOf(plan, {}, { checkov: [text] });
      expect(findings).toEqual([
        {
          tool: "checkov",
          rule: "CKV_1",
          severity: "block",
          address: "aws_s3_bucket.a",
          message: "Ensure logging",
        },
        {
          tool: "checkov",
          rule: "CKV_AWS_18",
          severity: "warn",
          address: "aws_s3_bucket.a",
          message: "Ensure logging",
          url: "https://docs.example/18",
        },
      ]);
    }
  });

  it("fails on a report of something else", () => {
    expect(() => reviewOf(plan, {}, { conftest: ["{}"] })).toThrow();
    expect(() => reviewOf(plan, {}, { checkov: ["3"] })).toThrow();
  });
});

describe("docs/review.md", () => {
  it("lists every rule as it is", () => {
    const text = readFileSync(join(__dirname, "..", "..", "docs", "review.md"), "utf8");
    for (const { name, severity, summary } of [...RULES, ...PLAN_RULES]) {
      expect(text).toContain(`| \`${name}\` | ${severity} | ${summary} |`);
    }
  });
});
