import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { StackReview } from "../../review/model";
import { renderHtml } from "../../review/render/html";
import { renderJson } from "../../review/render/json";
import { renderMarkdown } from "../../review/render/markdown";
import { renderSarif } from "../../review/render/sarif";
import { reviewOf } from "../support/plan-json";

const SECRET = "s3cr3t-Value-9f";

const outputs = (review: StackReview) => [
  renderMarkdown([review]),
  renderHtml([review]),
  renderJson([review]),
  renderSarif([review]),
  JSON.stringify(review),
];

function expectHidden(review: StackReview, ...secrets: readonly string[]): void {
  for (const output of outputs(review)) for (const secret of secrets) expect(output).not.toContain(secret);
}

const marked = (secret: unknown) => ({
  address: "made_login.marked",
  after: { password: secret },
  after_sensitive: { password: true },
});

describe("masking", () => {
  it("hides a value that is marked on either side, on both sides", () => {
    const review = reviewOf([
      {
        address: "made_thing.a",
        before: { a: "was-in-clear-before", b: "was-marked-before" },
        after: { a: "is-marked-now-a", b: "is-in-clear-now" },
        before_sensitive: { b: true },
        after_sensitive: { a: true },
      },
    ]);
    expectHidden(review, "was-in-clear-before", "is-in-clear-now", "was-marked-before", "is-marked-now-a");
    expect(review.changes[0]?.attributes).toMatchObject([
      { path: "a", before: { kind: "masked" }, after: { kind: "masked" } },
      { path: "b", before: { kind: "masked" }, after: { kind: "masked" } },
    ]);
  });

  it("hides a marked value wherever else it is", () => {
    const other = {
      address: `made_thing.n["${SECRET}"]`,
      before: { url: `db://u:${SECRET}@h` },
      after: { url: "x", [SECRET]: 1 },
    };
    const review = reviewOf([marked(SECRET), other], {
      resource_drift: [
        {
          ...{ address: "made_thing.d", type: "made_thing" },
          change: { actions: ["update"], before: { a: "" }, after: { a: `is ${SECRET}` } },
        },
      ],
      output_changes: { o: { actions: ["create"], before: null, after: { [SECRET]: SECRET } } },
      checks: [
        {
          address: { kind: "check", to_display: "check.a" },
          status: "fail",
          instances: [
            { address: { to_display: "check.a" }, status: "fail", problems: [{ message: `got ${SECRET}` }] },
          ],
        },
      ],
      deferred_changes: [
        { reason: SECRET, resource_change: { address: `a.b["${SECRET}"]`, change: { actions: ["create"] } } },
      ],
      action_invocations: [{ address: `action.a["${SECRET}"]`, type: "a" }],
    });
    expectHidden(review, SECRET);
    expect(review.masked).toBeGreaterThan(5);
  });

  it.each([
    ["in Base64", (secret: string) => Buffer.from(`user:${secret}`).toString("base64")],
    ["in Base64, elsewhere in the text", (secret: string) => Buffer.from(`u:${secret}!`).toString("base64")],
    ["in an address of the web", (secret: string) => `https://h/?p=${encodeURIComponent(secret)}`],
    ["in JSON", (secret: string) => JSON.stringify({ inner: secret })],
    ["in JSON inside of JSON", (secret: string) => JSON.stringify({ inner: JSON.stringify({ x: secret }) })],
  ])("hides a marked value %s", (_, spell) => {
    const secret = 'pa"ss/wo<rd ü&1';
    const review = reviewOf([marked(secret), { address: "made_thing.a", after: { text: spell(secret) } }]);
    const spelled = [secret, encodeURIComponent(secret), Buffer.from(secret).toString("base64").slice(4, -4)];
    expectHidden(review, ...spelled, JSON.stringify(secret).slice(1, -1));
  });

  it("hides each line of a key, and numbers", () => {
    const key = "-----BEGIN KEY-----\nMIIEpAIBAAKCAQEA7\nq8Zk3vJx9wQ2\n-----END KEY-----\n";
    const review = reviewOf([
      marked({ key, pin: 48_213_377 }),
      {
        address: "made_thing.a",
        after: {
          text: key
            .split("\n")
            .map((line) => `  ${line}`)
            .join("\n"),
          port: 48_213_377,
        },
      },
    ]);
    expectHidden(review, "MIIEpAIBAAKCAQEA7", "q8Zk3vJx9wQ2", "48213377");
  });

  it("hides sensitive variables, outputs and data of the state, which a plan has in clear", () => {
    const variable = "value-of-variable";
    const text = `${variable} data-of-state output-of-state output-in-plan`;
    const review = reviewOf([{ address: "made_thing.a", after: { text } }], {
      variables: { password: { value: { inner: variable } } },
      configuration: { root_module: { variables: { password: { sensitive: true } } } },
      output_changes: {
        o: { actions: ["create"], before: null, after: "output-in-plan", after_sensitive: true },
      },
      prior_state: {
        values: {
          outputs: { s: { sensitive: true, value: "output-of-state" } },
          root_module: {
            child_modules: [
              { resources: [{ values: { s: ["data-of-state"] }, sensitive_values: { s: [true] } }] },
            ],
          },
        },
      },
    });
    expectHidden(review, variable, "data-of-state", "output-of-state", "output-in-plan");
  });

  it("hides values whose name says that they are secret, and what is elsewhere of them", () => {
    const definitions = (image: string) =>
      JSON.stringify([
        {
          name: "web",
          image,
          environment: [
            { name: "DB_PASSWORD", value: "unmarked-password" },
            { name: "PORT", value: "80" },
          ],
        },
      ]);
    const review = reviewOf([
      {
        address: "aws_ecs_task_definition.a",
        before: { container_definitions: definitions("web:1"), url: "x" },
        after: {
          container_definitions: definitions("web:2"),
          url: "unmarked-password is here",
          api_key: "unmarked-api-key",
        },
      },
      { address: "made_thing.all", after: { document: definitions("web:3") } },
    ]);
    expectHidden(review, "unmarked-password", "unmarked-api-key");
    expect(review.changes[0]?.attributes.map(({ path }) => path)).toContain("container_definitions[0].image");
  });

  it.each([
    ["postgres://app:hunter2@db/app", "hunter2"],
    ["AKIAIOSFODNN7EXAMPLE", "AKIAIOSFODNN7EXAMPLE"],
    [`export TOKEN=${"a1".repeat(10)}`, "a1".repeat(10)],
    ["-----BEGIN RSA PRIVATE KEY-----\nMIIabcdef\n-----END RSA PRIVATE KEY-----", "MIIabcdef"],
  ])("hides what looks like a secret: %s", (text, secret) => {
    expectHidden(reviewOf([{ address: "made_thing.a", after: { user_data: text } }]), secret);
  });

  it("still says that a masked value changes", () => {
    const url = (secret: string) => ({ url: `db://u:${secret}@h`, password: secret });
    const review = reviewOf([
      {
        before: url("first-password"),
        after: url("second-password"),
        before_sensitive: { password: true },
        after_sensitive: { password: true },
      },
    ]);
    expect(review.changes[0]?.attributes.map(({ path }) => path)).toEqual(["password", "url"]);
    expect(review.verdict).toBe("changes");
  });

  it("refuses nothing that is only about a secret", () => {
    const after = {
      secret_arn: "arn:aws:secretsmanager:x",
      password_length: 16,
      token_ttl: "60",
      creation_token: "files-of-ghostly",
      kms_key_id: "k-12345678",
    };
    const review = reviewOf([{ address: "made_thing.a", after }]);
    expect(review.changes[0]?.attributes.every(({ after }) => after.kind !== "masked")).toBe(true);
    expect(review.masked).toBe(0);
  });

  it("lets no secret through, whatever it is and wherever it comes again", () => {
    // Letters and signs that no word of a page or a digest has.
    const secret = fc
      .array(fc.constantFrom(..."QXZ€ß<>&\"'\\`|\n%*_ "), { minLength: 6, maxLength: 30 })
      .map((signs) => `Q€${signs.join("")}€Z`);
    const around = fc.string({ unit: "grapheme", maxLength: 10 });
    fc.assert(
      fc.property(secret, around, around, (hidden, before, after) => {
        const text = before + hidden + after;
        const review = reviewOf([
          marked(hidden),
          {
            address: text,
            before: { a: [text], [text]: "1", b: { c: text } },
            after: { a: [], b: JSON.stringify({ text }) },
          },
          {
            address: "made_thing.b",
            actions: ["delete", "create"],
            before: { c: text },
            after: { c: "" },
            replace_paths: [["c"]],
          },
        ]);
        for (const output of [...outputs(review)]) {
          expect(output).not.toContain(hidden);
          expect(output).not.toContain(JSON.stringify(hidden).slice(1, -1));
        }
      }),
      { numRuns: 60 },
    );
  });
});
