import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Bundle,
  exactProblems,
  identityProblems,
  lockHash,
  type Manifest,
  manifestText,
  type PlanFile,
  parseManifest,
  staleProblems,
  type Wanted,
} from "../../review/bundle";
import { sha256, stackDigest } from "../../review/stack-digest";

const HASH = "0".repeat(64);
const PLAN = new TextEncoder().encode("a saved plan");
const REVIEW = "{}\n";
const STACK = { configuration: '{"locals":{"a":1}}', files: { "assets/a.zip": HASH } };
const PLANNED: PlanFile = {
  configuration: { "cdk.tf.json": STACK.configuration },
  modules: [],
  lock: "",
  state: { lineage: "l", serial: 3 },
};
const MANIFEST: Manifest = {
  schema: 1,
  stack: "festa-production",
  repository: "example/infrastructure",
  pullRequest: 7,
  headSha: "a".repeat(40),
  mergeSha: "b".repeat(40),
  removed: false,
  plan: { sha256: sha256(PLAN), bytes: PLAN.length },
  review: { sha256: sha256(REVIEW) },
  stackDigest: stackDigest(STACK).digest,
  assets: STACK.files,
  lock: lockHash(undefined),
  terraform: "1.11.4",
  providers: {},
  state: PLANNED.state,
  semanticDigest: `sha256:${HASH}`,
};
const BUNDLE: Bundle = { manifest: MANIFEST, plan: PLAN, review: REVIEW, assets: STACK.files };
const WANTED: Wanted = {
  stack: "festa-production",
  repository: "example/infrastructure",
  pullRequest: 7,
  headSha: "a".repeat(40),
  removed: false,
};

describe("a bundle", () => {
  it("has no problem as it was made", () => {
    expect(identityProblems(BUNDLE, WANTED)).toEqual([]);
    expect(identityProblems(BUNDLE, { ...WANTED, mergeSha: MANIFEST.mergeSha })).toEqual([]);
    expect(exactProblems(BUNDLE, PLANNED, STACK)).toEqual([]);
  });

  it.each<[string, Partial<Wanted>]>([
    ["is of stack festa-production, not festa-staging", { stack: "festa-staging" }],
    [
      "is of repository example/infrastructure, not fork/infrastructure",
      { repository: "fork/infrastructure" },
    ],
    ["is of pull request 7, not 8", { pullRequest: 8 }],
    [`is of head ${"a".repeat(40)}`, { headSha: "c".repeat(40) }],
    [`is of commit ${"b".repeat(40)}`, { mergeSha: "c".repeat(40) }],
    ["does not destroy it", { removed: true }],
  ])("is refused when it %s", (message, wanted) => {
    const problems = identityProblems(BUNDLE, { ...WANTED, ...wanted });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(message);
  });

  it("is refused with any byte of the plan or the review flipped", () => {
    fc.assert(
      fc.property(fc.nat({ max: PLAN.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, mask) => {
        const plan = PLAN.slice();
        plan[at] = (plan[at] ?? 0) ^ mask;
        expect(identityProblems({ ...BUNDLE, plan }, WANTED)).toEqual([
          "the saved plan is not the one that was bundled",
        ]);
      }),
    );
    expect(identityProblems({ ...BUNDLE, review: "{} \n" }, WANTED)).toHaveLength(1);
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    ["the bundle lacks the asset assets/a.zip", {}],
    ["the bundle holds another assets/a.zip than was planned", { "assets/a.zip": "1".repeat(64) }],
    ["the bundle holds assets/b.zip, which was not there", { ...STACK.files, "assets/b.zip": HASH }],
  ])("is refused when %s", (message, assets) => {
    expect(identityProblems({ ...BUNDLE, assets }, WANTED).join()).toContain(message);
  });

  it("is refused for a stack that is not the one that was planned", () => {
    const edited = { ...STACK, configuration: '{"locals":{"a":2}}' };
    expect(exactProblems(BUNDLE, PLANNED, edited).join()).toContain("is not the one that was planned");
    expect(exactProblems(BUNDLE, PLANNED, { ...STACK, files: {} }).join()).toContain("lacks the asset");
  });

  it("is refused with a plan of another state, or of other providers", () => {
    const later = { ...PLANNED, state: { lineage: "l", serial: 4 } };
    expect(exactProblems(BUNDLE, later, STACK)).toEqual([
      "the plan is for another state than the manifest says",
    ]);
    const locked = { ...PLANNED, lock: 'provider "a/b/c" {\n  version = "1.0.0"\n}\n' };
    expect(exactProblems(BUNDLE, locked, STACK)).toEqual([
      "the plan pins other providers than the manifest says",
    ]);
  });

  it("is stale when the state was written since, or is another one", () => {
    const planned = { lineage: "l", serial: 3 };
    expect(staleProblems(planned, undefined)).toEqual([]);
    expect(staleProblems(planned, planned)).toEqual([]);
    expect(staleProblems(planned, { lineage: "l", serial: 5 }).join()).toContain("the state is at serial 5");
    expect(staleProblems(planned, { lineage: "m", serial: 3 }).join()).toContain("another one");
  });
});

describe("a manifest", () => {
  it("is read as it was written", () => {
    expect(parseManifest(manifestText(MANIFEST))).toEqual(MANIFEST);
  });

  it.each<[string, object]>([
    ["a field that nobody knows", { more: 1 }],
    ["another version", { schema: 2 }],
    ["a short hash", { stackDigest: "abc" }],
    ["a repository that is a path", { repository: "../../x" }],
    ["a branch in place of a commit", { headSha: "main" }],
  ])("refuses %s", (_, change) => {
    expect(() => parseManifest(JSON.stringify({ ...MANIFEST, ...change }))).toThrow("The manifest is wrong");
  });

  it("refuses to be without a field", () => {
    for (const name of Object.keys(MANIFEST)) {
      expect(() => parseManifest(JSON.stringify({ ...MANIFEST, [name]: undefined }))).toThrow(name);
    }
  });
});
