import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { refuseForeignOutput, replaceDirectory } from "../../stacks/output-directory";
import { temporaryRoot } from "../support/root";

/** A process number that no process has: above the most that Linux and macOS give. */
const DEAD = 2 ** 30;

async function stack(directory: string, name: string, content: string): Promise<void> {
  mkdirSync(join(directory, "stacks", name), { recursive: true });
  writeFileSync(join(directory, "stacks", name, "cdk.tf.json"), content);
}

const read = (root: string, name: string) =>
  readFileSync(join(root, "out/stacks", name, "cdk.tf.json"), "utf8");

describe("replaceDirectory", () => {
  it("makes the directory and its parents", async () => {
    const root = join(temporaryRoot({}), "deep");
    await replaceDirectory(join(root, "out"), (staging) => stack(staging, "a", "1"));
    expect(read(root, "a")).toBe("1");
  });

  it("replaces what was there and removes stacks that are gone", async () => {
    const root = temporaryRoot({ "out/stacks/old/cdk.tf.json": "0" });
    await replaceDirectory(join(root, "out"), (staging) => stack(staging, "new", "1"));
    expect(readdirSync(join(root, "out/stacks"))).toEqual(["new"]);
    expect(readdirSync(root)).toEqual(["out"]);
  });

  it("keeps what terraform init left for a stack that stays", async () => {
    const root = temporaryRoot({
      "out/stacks/a/cdk.tf.json": "0",
      "out/stacks/a/.terraform.lock.hcl": "lock",
    });
    await replaceDirectory(join(root, "out"), (staging) => stack(staging, "a", "1"));
    expect(readFileSync(join(root, "out/stacks/a/.terraform.lock.hcl"), "utf8")).toBe("lock");
    expect(read(root, "a")).toBe("1");
  });

  it("leaves everything as it was when writing fails", async () => {
    const root = temporaryRoot({ "out/stacks/a/cdk.tf.json": "0" });
    const failing = replaceDirectory(join(root, "out"), async (staging) => {
      await stack(staging, "a", "half");
      throw new Error("disk full");
    });
    await expect(failing).rejects.toThrow("disk full");
    expect(read(root, "a")).toBe("0");
    expect(readdirSync(root)).toEqual(["out"]);
  });

  it("brings the previous output back after a process was killed between two renames", async () => {
    const root = temporaryRoot({ "out/stacks/a/cdk.tf.json": "0" });
    renameSync(join(root, "out"), join(root, `.out.previous.${DEAD}.x`));
    mkdirSync(join(root, `.out.staging.${DEAD}.y`));
    const failing = replaceDirectory(join(root, "out"), async () => {
      throw new Error("invalid");
    });
    await expect(failing).rejects.toThrow("invalid");
    expect(read(root, "a")).toBe("0");
    expect(readdirSync(root)).toEqual(["out"]);
  });

  it("leaves alone what a running process is writing", async () => {
    const root = temporaryRoot({ [`.out.staging.${process.pid}.y/stacks/a/cdk.tf.json`]: "half" });
    await replaceDirectory(join(root, "out"), (staging) => stack(staging, "a", "1"));
    expect(readdirSync(root).sort()).toEqual([`.out.staging.${process.pid}.y`, "out"]);
  });

  it("gives one of two runs at once, whole", async () => {
    const root = temporaryRoot({ "out/stacks/a/cdk.tf.json": "0" });
    const write = (content: string) =>
      replaceDirectory(join(root, "out"), async (staging) => {
        await stack(staging, "a", content);
        await new Promise((done) => setTimeout(done, 5));
        await stack(staging, "b", content);
      });
    await Promise.all(["1", "2", "3"].map(write));
    expect(["1", "2", "3"]).toContain(read(root, "a"));
    expect(read(root, "b")).toBe(read(root, "a"));
    expect(readdirSync(root)).toEqual(["out"]);
  });
});

describe("refuseForeignOutput", () => {
  const root = (files: Record<string, string> = {}) =>
    temporaryRoot({ "platform.yaml": "", "teams/a.yaml": "", ...files });

  it.each([["cdktf.out"], ["deep/out"]])("takes %s, which is not there", (name) => {
    const folder = root();
    expect(() => refuseForeignOutput(join(folder, name), folder)).not.toThrow();
  });

  it("takes an earlier output", () => {
    const folder = root({ "out/manifest.json": "{}", "out/stacks/a/cdk.tf.json": "{}" });
    expect(() => refuseForeignOutput(join(folder, "out"), folder)).not.toThrow();
  });

  it.each([
    [".", "platform.yaml and teams/ are in it"],
    ["..", "platform.yaml and teams/ are in it"],
    ["teams", 'it holds "a.yaml", and everything in it is replaced'],
    ["platform.yaml", "it is not a folder"],
    ["docs", 'it holds "notes.md", and everything in it is replaced'],
  ])("refuses %s: %s", (name, why) => {
    const folder = root({ "docs/notes.md": "mine" });
    expect(() => refuseForeignOutput(join(folder, name), folder)).toThrow(why);
  });
});
