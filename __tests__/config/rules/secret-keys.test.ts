import { describe, expect, it } from "vitest";
import { complaints, validated, withService } from "../../support/config";

const KEY = "1234abcd-12ab-34cd-56ef-1234567890ab";
const withKey = (region: string, key = `key/${KEY}`) =>
  complaints(
    validated(
      withService(
        [
          "secrets:",
          "  TOKEN:",
          "    secret: arn:aws:secretsmanager:us-west-2:111122223333:secret:api-a1B2c3",
          `    kmsKey: arn:aws:kms:${region}:111122223333:${key}`,
          "  LICENCE:",
          "    parameter: arn:aws:ssm:us-west-2:111122223333:parameter/licence",
        ].join("\n"),
      ),
    ),
  );

describe("keys of secrets", () => {
  it("accepts the key of the secret's region", () => {
    expect(withKey("us-west-2")).toEqual([]);
  });

  it("refuses the key of another region", () => {
    expect(withKey("us-east-1")).toEqual([
      expect.stringContaining("is a key of us-east-1, and the secret is in us-west-2"),
    ]);
  });

  it("refuses an alias, on which a policy would allow nothing", () => {
    expect(withKey("us-west-2", "alias/app").join()).toContain("is not");
  });
});
