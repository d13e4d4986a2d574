import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { replaceDirectory } from "../../stacks/output-directory";
import { temporaryRoot } from "../support/root";

function stack(directory: string, name: string, content: string): void {
  mkdirSync(join(directory, "stacks", name), { recursive: true });
  writeFileSync(join(directory, "stacks", name, "cdk.tf.json"), content);
}

describe("replaceDirectory", () => {
  it("makes the directory and its parents", () => {
    const out = join(temporaryRoot({}), "deep", "out");
    replaceDirectory(out, (staging) => stack(staging, "a", "1"));
    expect(readFileSync(join(out, "stacks/a/cdk.tf.json"), "utf8")).toBe("1");
  });

  it("replaces what was there and removes stacks that are gone", () => {
    const root = temporaryRoot({ "out/stacks/old/cdk.tf.json": "0" });
    replaceDirectory(join(root, "out"), (staging) => stack(staging, "new", "1"));
    expect(readdirSync(join(root, "out/stacks"))).toEqual(["new"]);
    expect(readdirSync(root)).toEqual(["out"]);
  });

  it("keeps what terraform init left for a stack that stays", () => {
    const root = temporaryRoot({
      "out/stacks/a/cdk.tf.json": "0",
      "out/stacks/a/.terraform.lock.hcl": "lock",
    });
    replaceDirectory(join(root, "out"), (staging) => stack(staging, "a", "1"));
    expect(readFileSync(join(root, "out/stacks/a/.terraform.lock.hcl"), "utf8")).toBe("lock");
    expect(readFileSync(join(root, "out/stacks/a/cdk.tf.json"), "utf8")).toBe("1");
  });

  it("leaves everything as it was when writing fails", () => {
    const root = temporaryRoot({ "out/stacks/a/cdk.tf.json": "0" });
    const failing = () =>
      replaceDirectory(join(root, "out"), (staging) => {
        stack(staging, "a", "half");
        throw new Error("disk full");
      });
    expect(failing).toThrow("disk full");
    expect(readFileSync(join(root, "out/stacks/a/cdk.tf.json"), "utf8")).toBe("0");
    expect(readdirSync(root)).toEqual(["out"]);
  });

  it("brings the previous output back after it was killed between two renames", () => {
    const root = temporaryRoot({ "out/stacks/a/cdk.tf.json": "0" });
    renameSync(join(root, "out"), join(root, ".out.previous"));
    const failing = () =>
      replaceDirectory(join(root, "out"), () => {
        throw new Error("invalid");
      });
    expect(failing).toThrow("invalid");
    expect(readFileSync(join(root, "out/stacks/a/cdk.tf.json"), "utf8")).toBe("0");
    expect(existsSync(join(root, ".out.previous"))).toBe(false);
  });
});
