import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  canonicalJson,
  lockedProviders,
  STACK_PARTS,
  type StackPart,
  type StackSource,
  stackDigest,
  withoutComments,
} from "../../review/stack-digest";

const DOCUMENT = {
  "//": { metadata: { stackName: "a", version: "0.21.0" } },
  terraform: {
    backend: { s3: { bucket: "b", key: "a.tfstate" } },
    required_providers: { aws: { source: "aws", version: ">= 5.100.0" } },
    required_version: ">= 1.10.0",
  },
  provider: { aws: [{ region: "us-west-2" }] },
  resource: {
    aws_vpc: {
      main: { "//": { metadata: { path: "a/main" } }, cidr_block: "10.0.0.0/16", tags: { "//": "x" } },
    },
  },
};
const LOCK = `provider "registry.terraform.io/hashicorp/aws" {
  version     = "5.100.0"
  constraints = ">= 5.100.0"
  hashes = [
    "h1:aaa=",
    "zh:bbb",
  ]
}
`;
const SOURCE: StackSource = {
  configuration: JSON.stringify(DOCUMENT),
  files: { "assets/a.zip": "f".repeat(64) },
  lock: LOCK,
};

/** What changes when a text of the configuration does. */
function partsAfter(from: string, to: string): StackPart[] {
  expect(SOURCE.configuration).toContain(from);
  return parts({ ...SOURCE, configuration: SOURCE.configuration.replace(from, () => to) });
}

function parts(source: StackSource): StackPart[] {
  const [one, other] = [stackDigest(SOURCE), stackDigest(source)];
  return STACK_PARTS.filter((part) => one.parts[part] !== other.parts[part]);
}

describe("a stack's digest", () => {
  it.each<[string, string, StackPart[]]>([
    ["10.0.0.0/16", "10.1.0.0/16", ["configuration"]],
    ['"//":"x"', '"//":"y"', ["configuration"]],
    ["us-west-2", "us-east-1", ["configuration"]],
    ["a.tfstate", "b.tfstate", ["backend"]],
    [">= 5.100.0", ">= 6.0.0", ["providers"]],
    [">= 1.10.0", ">= 1.11.0", ["terraform"]],
    ["a/main", "a/other", []],
    ["0.21.0", "0.22.0", []],
  ])("finds that %s became %s", (from, to, expected) => {
    expect(partsAfter(from, to)).toEqual(expected);
  });

  it("depends on assets and on the lock file", () => {
    expect(parts({ ...SOURCE, files: { "assets/a.zip": "e".repeat(64) } })).toEqual(["assets"]);
    expect(parts({ ...SOURCE, files: {} })).toEqual(["assets"]);
    expect(parts({ ...SOURCE, lock: LOCK.replace("5.100.0", "5.101.0") })).toEqual(["lock"]);
    expect(parts({ ...SOURCE, lock: undefined })).toEqual(["lock"]);
  });

  it("does not depend on the lock file as a whole, which `terraform init` writes", () => {
    expect(stackDigest({ ...SOURCE, lock: undefined }).digest).toBe(stackDigest(SOURCE).digest);
  });

  it("tells comments apart from the rest", () => {
    const moved = { ...SOURCE, configuration: SOURCE.configuration.replace("a/main", "a/other") };
    expect(stackDigest(moved).digest).toBe(stackDigest(SOURCE).digest);
    expect(stackDigest(moved).metadata).not.toBe(stackDigest(SOURCE).metadata);
  });

  it("does not depend on spaces in the files, or comments in the lock file", () => {
    const configuration = JSON.stringify(DOCUMENT, undefined, 4);
    const lock = `# written by terraform init\n${LOCK.replaceAll("  ", "\t")}`;
    expect(stackDigest({ ...SOURCE, configuration, lock })).toEqual(stackDigest(SOURCE));
  });

  it("does not depend on where an output with local state lies", () => {
    const at = (path: string) =>
      stackDigest({
        configuration: JSON.stringify({ terraform: { backend: { local: { path } } } }),
        files: {},
      });
    expect(at("../../../../state/a.tfstate")).toEqual(at("../../../state/a.tfstate"));
    expect(at("../../../state/b.tfstate")).not.toEqual(at("../../../state/a.tfstate"));
  });

  it("finds a change of a number that JavaScript rounds", () => {
    const of = (number: string) =>
      stackDigest({ configuration: `{"locals":{"n":${number}}}`, files: {} }).digest;
    expect(of("9007199254740993")).not.toBe(of("9007199254740992"));
  });

  it("is of the value alone, whatever the order of keys", () => {
    const shuffled = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(shuffled);
      if (typeof value !== "object" || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, item]) => [key, shuffled(item)]),
      );
    };
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        expect(canonicalJson(shuffled(one))).toBe(canonicalJson(one));
        expect(JSON.parse(canonicalJson(one))).toEqual(JSON.parse(JSON.stringify(one)));
        const same = canonicalJson(one) === canonicalJson(other);
        if (same) expect(JSON.parse(JSON.stringify(one))).toEqual(JSON.parse(JSON.stringify(other)));
      }),
    );
  });

  it("fails for what is no configuration", () => {
    expect(() => stackDigest({ configuration: "{", files: {} })).toThrow(SyntaxError);
  });
});

describe("comments", () => {
  it("are taken out where Terraform ignores them, and nowhere else", () => {
    const { configuration, comments } = withoutComments({
      "//": 1,
      resource: { a: [{ b: { "//": 2, tags: { "//": 3 } } }], "//": { c: { x: 4 } } },
      output: { o: { "//": 5, value: 6 } },
      locals: { "//": 7, x: { "//": 8 } },
    });
    expect(configuration).toEqual({
      resource: { a: [{ b: { tags: { "//": 3 } } }], "//": { c: { x: 4 } } },
      output: { o: { value: 6 } },
      locals: { x: { "//": 8 } },
    });
    expect(Object.values(comments)).toEqual([1, 2, 5, 7]);
  });
});

describe("a lock file", () => {
  it("pins providers", () => {
    expect(lockedProviders(LOCK)).toEqual({
      "registry.terraform.io/hashicorp/aws": { version: "5.100.0", hashes: ["h1:aaa=", "zh:bbb"] },
    });
    expect(lockedProviders("# nothing\n")).toEqual({});
  });

  it("refuses what is none", () => {
    expect(() => lockedProviders(`${LOCK} more`)).toThrow("something else");
    expect(() => lockedProviders('provider "x" {\n}\n')).toThrow("no version of x");
  });
});
