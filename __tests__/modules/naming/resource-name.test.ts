import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressPart, NAME_LIMIT, resourceName } from "../../../modules/naming";

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,11}(-[a-z0-9]{1,11})?$/);
const words = fc.array(word, { minLength: 1, maxLength: 4 });

describe("resourceName", () => {
  it("joins words that fit", () => {
    expect(resourceName(["festa", "production", "alb"], 32)).toBe("festa-production-alb");
  });

  it("cuts a long name and ends it in a hash of the whole", () => {
    const name = resourceName(["a".repeat(20), "b".repeat(24), "alb"], NAME_LIMIT.loadBalancer);
    expect(name).toMatch(/^a{20}-b{4}-[0-9a-f]{6}$/);
    expect(name).toHaveLength(32);
  });

  it("stays inside every limit and never holds two hyphens in a row", () => {
    fc.assert(
      fc.property(words, fc.constantFrom(...Object.values(NAME_LIMIT)), (parts, limit) => {
        const name = resourceName(parts, limit);
        expect(name.length).toBeLessThanOrEqual(limit);
        expect(name).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
      }),
    );
  });

  it("keeps long names apart that differ only at the end", () => {
    const long = "x".repeat(40);
    expect(resourceName([long, "one"], 32)).not.toBe(resourceName([long, "two"], 32));
  });
});

describe("addressPart", () => {
  it("leaves names alone that Terraform takes", () => {
    expect(addressPart("us-west-2a_x")).toBe("us-west-2a_x");
  });

  it("turns dots into hyphens", () => {
    expect(addressPart("blog.example.net")).toBe("blog-example-net");
  });
});
