import { describe, expect, it } from "vitest";
import type { AttributeChange, StackReview } from "../../review/model";
import { renderMarkdown } from "../../review/render/markdown";
import { type MadeChange, reviewOf } from "../support/plan-json";

const drifted = (address: string, before: unknown, after: unknown) => ({
  address,
  type: "made_thing",
  change: { actions: [after === null ? "delete" : "update"], before, after },
});

/** Paths with the values before and after. */
const rows = (attributes: readonly AttributeChange[] = []) =>
  attributes.map(
    ({ path, before, after }) => `${path}: ${before.text || before.kind} > ${after.text || after.kind}`,
  );

const changed = (before: unknown, after: unknown, more: MadeChange = {}) =>
  reviewOf([{ before, after, actions: ["update"], ...more }]).changes[0];

describe("attributes", () => {
  it("are looked into where a text holds JSON", () => {
    const definitions = (image: string) => JSON.stringify([{ name: "web", image, cpu: 256 }]);
    const change = changed(
      { container_definitions: definitions("web:1") },
      { container_definitions: definitions("web:2") },
      {
        actions: ["delete", "create"],
        replace_paths: [["container_definitions"]],
      },
    );
    expect(rows(change?.replaceCauses)).toEqual(["container_definitions[0].image: web:1 > web:2"]);
    expect(change?.attributes[0]?.forcesReplacement).toBe(true);
  });

  it("of a set are told apart by element, and of named elements by name", () => {
    expect(rows(changed({ s: ["a", "b", "c"] }, { s: ["b", "c", "d"] })?.attributes)).toEqual([
      "s[]: a > absent",
      "s[]: absent > d",
    ]);
    const env = (...names: string[]) => ({
      env: names.map((name, at) => ({ name, value: `${name}${at > 5 ? "!" : ""}` })),
    });
    expect(rows(changed(env("a", "b"), env("new", "a", "b"))?.attributes)).toEqual([
      'env[]: absent > {"name":"new","value":"new"}',
    ]);
  });

  it("of a list whose order alone differs are shown as a whole", () => {
    expect(rows(changed({ l: ["a", "b"] }, { l: ["b", "a"] })?.attributes)).toEqual([
      'l: ["a","b"] > ["b","a"]',
    ]);
    const named = (...names: string[]) => ({ l: names.map((name) => ({ name })) });
    expect(changed(named("a", "b"), named("b", "a"))?.attributes).toHaveLength(1);
  });

  it("of a text of several lines are a diff", () => {
    const [attribute] = changed({ t: "one\ntwo\nthree" }, { t: "one\n2\nthree" })?.attributes ?? [];
    expect(attribute?.lines).toEqual([
      { sign: " ", text: "one" },
      { sign: "-", text: "two" },
      { sign: "+", text: "2" },
      { sign: " ", text: "three" },
    ]);
  });

  it("that nobody set and nobody knows yet are folded", () => {
    const configuration = {
      root_module: { resources: [{ address: "made_thing.one", expressions: { size: {}, image: {} } }] },
    };
    const review = reviewOf(
      [
        {
          before: { size: 1, arn: "x", image: "a" },
          after: { size: 2 },
          after_unknown: { arn: true, image: true },
        },
      ],
      { configuration },
    );
    expect(rows(review.changes[0]?.attributes)).toEqual(["image: a > (known after apply)", "size: 1 > 2"]);
    expect(review.changes[0]?.folded).toMatchObject({ computed: 1 });
  });

  it("that only repeat tags are folded, and updates of tags are counted", () => {
    const tags = (value: string) => ({ tags: { a: value }, tags_all: { a: value, team: "x" } });
    const many = Array.from({ length: 57 }, (_, at) => ({
      address: `made_thing.n${at}`,
      before: tags("1"),
      after: tags("2"),
    }));
    const review = reviewOf(many);
    expect(rows(review.changes[0]?.attributes)).toEqual(["tags.a: 1 > 2"]);
    expect(review.counts.tagsOnly).toBe(57);
    expect(renderMarkdown([review])).toContain("57 resources: tags only");
  });

  it("show what forces a replacement though it is the same to a reader", () => {
    const change = changed({ a: null }, { a: [] }, { actions: ["delete", "create"], replace_paths: [["a"]] });
    expect(change?.replaceCauses).toMatchObject([{ path: "a", forcesReplacement: true }]);
  });

  it("beyond the limit of a resource are counted", () => {
    const values = (value: number) =>
      Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`a${at}`, value]));
    const change = changed(values(1), values(2));
    expect([change?.attributes.length, change?.folded.beyondLimit]).toEqual([200, 300]);
  });
});

describe("noise", () => {
  it("alone is nothing to do", () => {
    const policy = (indent: number) =>
      JSON.stringify({ Statement: [{ Action: "s3:GetObject" }] }, undefined, indent);
    const review = reviewOf([
      { before: { a: null, policy: policy(0) }, after: { a: {}, policy: policy(2) } },
    ]);
    expect([review.verdict, review.noise.updates]).toEqual(["none", ["made_thing.one"]]);
    expect(review.terraformLine).toBe("Plan: 0 to add, 1 to change, 0 to destroy.");
  });

  it("is counted where something was changed outside", () => {
    const review = reviewOf([], {
      resource_drift: [
        drifted("made_thing.a", { tags: null }, { tags: {} }),
        drifted("made_thing.b", { d: null }, { d: "" }),
      ],
    });
    expect([review.drift, review.noise.drift, review.verdict]).toEqual([[], 2, "none"]);
  });

  it("is no excuse for a change beside it", () => {
    expect(reviewOf([{ before: { a: null, b: 1 }, after: { a: {}, b: 2 } }]).verdict).toBe("changes");
  });
});

describe("drift", () => {
  const effects = ({ drift }: StackReview) => drift.map(({ address, effect }) => `${address}: ${effect}`);

  it("is joined to what the plan makes of it", () => {
    const review = reviewOf(
      [
        { address: "made_thing.a", before: { size: 9 }, after: { size: 1 } },
        { address: "made_thing.b", before: { size: 9, name: "x" }, after: { size: 9, name: "y" } },
        { address: "made_thing.c", after: { size: 1 } },
      ],
      {
        resource_drift: [
          drifted("made_thing.a", { size: 1 }, { size: 9 }),
          drifted("made_thing.b", { size: 1 }, { size: 9 }),
          drifted("made_thing.c", { size: 1 }, null),
          drifted("made_thing.d", { size: 1 }, { size: 9 }),
        ],
      },
    );
    expect(effects(review)).toEqual([
      "made_thing.a: reverts a manual edit",
      "made_thing.b: unrelated",
      "made_thing.c: re-creates an object deleted outside",
      "made_thing.d: unrelated",
    ]);
    expect(review.changes.map(({ drift }) => drift)).toContain("reverts a manual edit");
    expect(renderMarkdown([review])).toContain("**reverts a manual edit**");
  });

  it("is something to do only where the plan is there to take it in", () => {
    const resource_drift = [drifted("made_thing.d", { size: 1 }, { size: 9 })];
    expect(reviewOf([], { resource_drift, applyable: false }).verdict).toBe("none");
    expect(reviewOf([], { resource_drift, applyable: true }).verdict).toBe("changes");
  });
});

describe("imports and moves", () => {
  it("show an identity, and whether something also changes", () => {
    const review = reviewOf([
      {
        address: "a.a",
        actions: ["no-op"],
        importing: { identity: { account: "1", name: "n" } },
        before: { x: 1 },
        after: { x: 1 },
      },
      { address: "a.b", actions: ["update"], importing: { id: "i-1" }, before: { x: 1 }, after: { x: 2 } },
      { address: "a.c", actions: ["no-op"], importing: { unknown: true }, before: {}, after: {} },
    ]);
    expect(review.terraformLine).toBe("Plan: 3 to import, 0 to add, 1 to change, 0 to destroy.");
    const markdown = renderMarkdown([review]);
    expect(markdown).toContain("imported from `account=1, name=n`, nothing else changes");
    expect(markdown).toContain("imported from `i-1`, its configuration **also changes**");
    expect(markdown).toContain("imported from an id that is not known yet");
  });

  it("of data that is only read are nothing to do", () => {
    const review = reviewOf([
      { mode: "data", actions: ["read"], after: { a: 1 }, action_reason: "read_because_check_nested" },
    ]);
    expect([review.verdict, review.reasons]).toEqual(["none", ["Nothing changes; data is only read again."]]);
  });
});

describe("outputs", () => {
  it("are shown when their value is not known yet", () => {
    const { outputs } = reviewOf([], {
      output_changes: { o: { actions: ["create"], before: null, after: null, after_unknown: true } },
    });
    expect(rows(outputs[0]?.attributes)).toEqual(["value: absent > (known after apply)"]);
  });
});

describe("what a plan says of itself", () => {
  it("is passed on when it fails or is partial", () => {
    expect(reviewOf([{ after: {} }], { errored: true }).verdict).toBe("error");
    expect(reviewOf([{ after: {} }], { complete: false }).verdict).toBe("approval");
  });

  it("includes what is put off, and the order of two objects of one resource", () => {
    const review = reviewOf(
      [
        { before: { a: 1 }, deposed: "d1" },
        { before: { a: 1 }, after: { a: 2 } },
      ],
      {
        deferred_changes: [
          {
            reason: "instance_count_unknown",
            resource_change: { address: "a.b", change: { actions: ["create"] } },
          },
        ],
        complete: false,
      },
    );
    expect(review.deferred).toMatchObject([
      { address: "a.b", reason: { words: "how many there will be is not known yet" } },
    ]);
    expect(review.counts).toMatchObject({ destroy: 1, change: 1, deposed: 1, deferred: 1 });
  });

  it("shows a reason that is not known as it is", () => {
    expect(changed({ a: 1 }, { a: 2 }, { action_reason: "because_of_the_moon" })?.reason).toEqual({
      code: "because_of_the_moon",
      words: "because_of_the_moon",
    });
  });
});

describe("where a change comes from", () => {
  it("is beside its address, also for each of several instances", () => {
    const provenance = {
      stack: "s",
      team: "festa",
      class: "production",
      owners: ["web"],
      sources: {
        "made_thing.one": { path: "service/web", file: "teams/festa.yaml", line: 12, key: "services.web" },
      },
    };
    const review = reviewOf(
      [{ address: 'made_thing.one["a"]', before: { a: 1 }, after: { a: 2 } }],
      {},
      { provenance },
    );
    expect(review.changes[0]?.source).toEqual(provenance.sources["made_thing.one"]);
    expect(renderMarkdown([review])).toContain(
      "from `teams/festa.yaml:12`, `services.web`, construct `service/web`",
    );
  });
});

describe("the graph", () => {
  it("follows references through variables and outputs of modules", () => {
    const configuration = {
      root_module: {
        resources: [
          { address: "a.root", expressions: { x: { references: ["module.net.ids[0]", "module.net"] } } },
          { address: "a.far", expressions: {} },
        ],
        module_calls: {
          net: {
            expressions: { vpc: { references: ["a.far.id", "a.far"] } },
            module: {
              outputs: { ids: { expression: { references: ["b.subnet", "b.subnet.id"] } } },
              resources: [{ address: "b.subnet", expressions: { vpc: { references: ["var.vpc"] } } }],
            },
          },
        },
      },
    };
    const { graph } = reviewOf([{ address: 'module.net["x"].b.subnet[0]', type: "b", after: { a: 1 } }], {
      configuration,
    });
    expect(graph.edges).toEqual([
      { from: "a.root", to: "module.net.b.subnet" },
      { from: "module.net.b.subnet", to: "a.far" },
    ]);
    expect(graph.nodes.map(({ address, group }) => [address, group])).toEqual([
      ["a.far", undefined],
      ["a.root", undefined],
      ["module.net.b.subnet", "create"],
    ]);
  });
});

describe("renames", () => {
  const body = { size: 1, image: "a", tags: { x: "y" }, zone: "b", kind: "c" };

  it("are suggested for nearly equal resources of one type", () => {
    const { renames } = reviewOf([
      { address: "made_thing.old", before: { ...body, id: "i" } },
      { address: "made_thing.new", after: { ...body, size: 2 } },
      { address: "made_thing.other", after: { size: 5, image: "z" } },
    ]);
    expect(renames).toEqual([{ from: "made_thing.old", to: "made_thing.new", likeness: 0.8 }]);
  });

  it("refuses two that have little in common, or are of two types", () => {
    expect(
      reviewOf([
        { address: "a.old", before: body },
        { address: "a.new", after: { size: 9, image: "a" } },
      ]).renames,
    ).toEqual([]);
    expect(
      reviewOf([
        { type: "a", before: body },
        { type: "b", after: body },
      ]).renames,
    ).toEqual([]);
  });
});

describe("two reviews of one plan", () => {
  it("are the same bytes, whatever the order of its parts and whenever it was planned", () => {
    const changes = [
      { address: "a.a", before: { x: 1, y: 2 }, after: { y: 3, x: 1 } },
      { address: "a.b", after: { x: 1 } },
    ];
    const one = reviewOf(changes, { timestamp: "2026-01-01T00:00:00Z" });
    const other = reviewOf([...changes].reverse(), { timestamp: "2026-01-02T00:00:00Z" });
    expect(other.digest).toBe(one.digest);
    expect(renderMarkdown([other])).toBe(renderMarkdown([one]));
    expect(reviewOf([changes[0] ?? {}]).digest).not.toBe(one.digest);
  });

  it("differ in their digest when a value that is masked differs", () => {
    const secret = (password: string) =>
      reviewOf([{ after: { password }, after_sensitive: { password: true } }]);
    expect(secret("one-password").digest).not.toBe(secret("two-password").digest);
    expect(renderMarkdown([secret("one-password")]).replace(/sd1:\w+/, "")).toBe(
      renderMarkdown([secret("two-password")]).replace(/sd1:\w+/, ""),
    );
  });
});
