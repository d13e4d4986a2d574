import { describe, expect, it } from "vitest";
import { renderSarif } from "../../../review/render/sarif";
import { change, finding, fullReview, review } from "../../support/sample-review";

/** As much of SARIF as is looked at. */
interface Sarif {
  version: string;
  runs: {
    tool: { driver: { name: string; rules: { id: string; helpUri?: string }[] } };
    invocations: {
      executionSuccessful: boolean;
      toolExecutionNotifications?: { message: { text: string } }[];
    }[];
    results: {
      ruleId: string;
      ruleIndex: number;
      level: string;
      message: { text: string };
      locations: {
        physicalLocation: { artifactLocation: { uri: string }; region: { startLine: number } };
        logicalLocations: { fullyQualifiedName: string }[];
      }[];
      partialFingerprints: Record<string, string>;
      suppressions?: { justification: string }[];
    }[];
  }[];
}

const sarif = (...reviews: Parameters<typeof renderSarif>[0]) => JSON.parse(renderSarif(reviews)) as Sarif;
const first = (result: Sarif) => result.runs[0]?.results[0];

describe("findings as SARIF", () => {
  it("points to the line of the team file that caused the change", () => {
    const result = sarif(fullReview());
    expect(result.version).toBe("2.1.0");
    expect(first(result)).toMatchObject({
      ruleId: "stateful-replace",
      level: "error",
      message: {
        text: "festa-production: aws_rds_cluster.database: replaces the Aurora cluster and loses its data",
      },
      locations: [
        {
          physicalLocation: { artifactLocation: { uri: "teams/festa.yaml" }, region: { startLine: 21 } },
          logicalLocations: [{ fullyQualifiedName: "festa-production/aws_rds_cluster.database" }],
        },
      ],
    });
  });

  it("names each rule once, and each result by its place among them", () => {
    const [run] = sarif(fullReview("a"), fullReview("b")).runs;
    const ids = run?.tool.driver.rules.map(({ id }) => id) ?? [];
    expect(ids).toEqual(["iam-widening", "public-exposure", "stateful-delete", "stateful-replace"]);
    expect(run?.results.every(({ ruleId, ruleIndex }) => ids[ruleIndex] === ruleId)).toBe(true);
    const prints = run?.results.map(({ partialFingerprints }) => Object.values(partialFingerprints)[0]);
    expect(new Set(prints).size).toBe(8);
  });

  it("suppresses what was waived, and says who waived it", () => {
    const waived = sarif(fullReview()).runs[0]?.results.filter(
      ({ suppressions }) => suppressions !== undefined,
    );
    expect(waived).toHaveLength(1);
    expect(waived?.[0]?.suppressions?.[0]?.justification).toContain("web-platform, until 2026-12-31");
  });

  it("keeps the tools apart", () => {
    const findings = [finding("warn", "ours"), finding("info", "theirs", { tool: "checkov", rule: "CKV_1" })];
    const { runs } = sarif(review("a", { findings }));
    expect(runs.map(({ tool, results }) => [tool.driver.name, results.length])).toEqual([
      ["teamstacks", 1],
      ["checkov", 1],
    ]);
  });

  it("gives a finding of unknown sources a place that any viewer shows", () => {
    const one = review("a b", {
      findings: [finding("block", "opens", { address: "x.y" })],
      changes: [change("x.y", "update")],
    });
    expect(first(sarif(one))?.locations[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: "plans/a%20b" },
      region: { startLine: 1 },
    });
  });

  it("fails the invocation when a plan could not be read", () => {
    const [run] = sarif(review("a", { verdict: "error", problem: "no JSON" })).runs;
    expect(run?.invocations[0]).toMatchObject({
      executionSuccessful: false,
      toolExecutionNotifications: [{ message: { text: "a: no JSON" } }],
    });
  });

  it("is whole without any finding", () => {
    expect(sarif().runs[0]).toMatchObject({ results: [], invocations: [{ executionSuccessful: true }] });
  });

  it("refuses to let a message become a link", () => {
    expect(
      first(sarif(review("a", { findings: [finding("warn", "[x](http://x)")] })))?.message.text,
    ).not.toContain("](");
  });
});
