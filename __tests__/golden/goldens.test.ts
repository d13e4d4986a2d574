import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { REPOSITORY, stacksOf } from "../support/stacks";

/*
 * Addresses are a contract: a line that changes here is a resource that Terraform destroys and makes again.
 * `npm run goldens` writes these files anew.
 */
const stacks = [...stacksOf(REPOSITORY)];

describe.each(stacks)("%s", (name, stack) => {
  it("has the addresses that it had", async () => {
    await expect(`${stack.addresses().join("\n")}\n`).toMatchFileSnapshot(
      join(__dirname, `${name}.addresses.txt`),
    );
  });
});

it("writes ghostly-production as it did", async () => {
  const text = new Map(stacks).get("ghostly-production")?.text;
  await expect(text).toMatchFileSnapshot(join(__dirname, "ghostly-production.cdk.tf.json"));
});

it.each(stacks)("%s names its state by a relative path, the same on every machine", (name, { json }) => {
  expect(json.terraform).toMatchObject({ backend: { local: { path: `../../../state/${name}.tfstate` } } });
});
