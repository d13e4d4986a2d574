import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { type BundleOptions, bundleCommand, type VerifyOptions, verifyCommand } from "../../cli/bundling";
import { approvalLine } from "../../review/approval";
import { parseManifest } from "../../review/bundle";
import { finishedLater, teamstacks } from "../support/output";
import { PlannedStack } from "../support/plans";
import { requireTool } from "../support/terraform";

const HEAD = "a".repeat(40);
const MERGE = "b".repeat(40);
const IDENTITY = { repository: "example/infrastructure", pullRequest: 7, headSha: HEAD } as const;

let stack: PlannedStack;
let bundle: string;

const bundled = (plan: string, more: Partial<BundleOptions> = {}) =>
  finishedLater(() =>
    bundleCommand({
      ...IDENTITY,
      mergeSha: MERGE,
      json: false,
      stack: stack.stack,
      stacks: stack.output,
      plan,
      out: bundle,
      ...more,
    }),
  );
const verified = (more: Partial<VerifyOptions> = {}) =>
  finishedLater(() =>
    verifyCommand({
      ...IDENTITY,
      json: false,
      stack: stack.stack,
      stacks: stack.output,
      bundle,
      mode: "exact",
      ...more,
    }),
  );
const manifest = () => parseManifest(readFileSync(join(bundle, "manifest.json"), "utf8"));

/** Terraform fails when it is called, so that whoever calls it is found out. */
const NO_TERRAFORM = { planJson: "/no/such/file" };

/** Comments of the pull request with one approval. */
function approvedBy(login: string, digest = manifest().semanticDigest): string {
  const file = join(stack.output, "comments.json");
  const at = "2026-01-01T00:00:00Z";
  const body = approvalLine(stack.stack, digest);
  writeFileSync(file, JSON.stringify([{ user: { login }, body, created_at: at, updated_at: at }]));
  return file;
}

/** Whose stack it is, as `teamstacks provenance` prints it. */
function ownedBy(...owners: string[]): string {
  const file = join(stack.output, "provenance.json");
  writeFileSync(file, JSON.stringify({ stack: stack.stack, owners, sources: {} }));
  return file;
}

beforeEach((context) => {
  requireTool(context, "terraform");
  stack = new PlannedStack();
  bundle = join(stack.output, "bundle");
});

describe("a bundle of a first plan", { timeout: 120_000 }, () => {
  beforeEach(async () => {
    expect(await bundled(stack.plan())).toMatchObject({ exitCode: 0 });
  });

  it("pins what was planned, and may be applied as it is", async () => {
    expect(manifest()).toMatchObject({
      ...IDENTITY,
      mergeSha: MERGE,
      stack: "festa-production",
      assets: { "assets/code.txt": expect.stringMatching(/^[0-9a-f]{64}$/) },
      state: { lineage: "", serial: 0 },
      providers: {},
      terraform: expect.stringMatching(/^1\./),
    });
    expect(readFileSync(join(bundle, "assets", "assets", "code.txt"), "utf8")).toBe("bytes");
    const { exitCode, stdout } = await verified({ mergeSha: MERGE, state: stack.pullState() });
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: `${join(bundle, "plan")}\n` });
    stack.apply(stdout.trim());
  });

  it("is refused with a byte of the plan flipped", async () => {
    const file = join(bundle, "plan");
    const bytes = readFileSync(file);
    bytes[100] = (bytes[100] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    expect(await verified(NO_TERRAFORM)).toEqual({
      exitCode: 1,
      stdout: "",
      stderr: expect.stringContaining("is not the one that was bundled"),
    });
  });

  it("is refused for another stack, pull request, head, repository or commit", async () => {
    const { exitCode, stderr, stdout } = await verified({
      ...NO_TERRAFORM,
      pullRequest: 8,
      headSha: "c".repeat(40),
      repository: "fork/infrastructure",
      mergeSha: "d".repeat(40),
      removed: true,
    });
    expect({ exitCode, stdout, problems: stderr.trim().split("\n").length }).toEqual({
      exitCode: 1,
      stdout: "",
      problems: 5,
    });
    const other = new PlannedStack("festa-staging");
    expect(await verified({ ...NO_TERRAFORM, stack: other.stack, stacks: other.output })).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("is of stack festa-production, not festa-staging"),
    });
  });

  it("is refused when an asset is missing, in the bundle or in the stack, or is another one", async () => {
    stack.asset("other bytes");
    expect((await verified(NO_TERRAFORM)).stderr).toContain("the stack holds another assets/code.txt");
    rmSync(join(stack.folder, "assets"), { recursive: true });
    expect((await verified(NO_TERRAFORM)).stderr).toContain("the stack lacks the asset assets/code.txt");
    rmSync(join(bundle, "assets"), { recursive: true });
    expect((await verified(NO_TERRAFORM)).stderr).toContain("the bundle lacks the asset assets/code.txt");
  });

  it("is refused when the stack is not what was planned", async () => {
    stack.configure("two");
    const { exitCode, stderr } = await verified(NO_TERRAFORM);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("the synthesized stack is not the one that was planned");
    expect(stderr).toContain("that the plan embeds is not the synthesized one");
  });

  it("is refused when the state was written since", async () => {
    stack.apply(stack.plan("other.tfplan"));
    expect(await verified({ ...NO_TERRAFORM, state: stack.pullState() })).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("the plan is stale"),
    });
  });

  it("is refused when something of it is missing or was added", async () => {
    writeFileSync(join(bundle, "run.sh"), "echo");
    await expect(verified(NO_TERRAFORM)).rejects.toThrow('it holds "run.sh"');
    rmSync(join(bundle, "run.sh"));
    rmSync(join(bundle, "review.json"));
    await expect(verified(NO_TERRAFORM)).rejects.toThrow("it holds no review.json");
  });

  it("is refused when the manifest says something else of the plan", async () => {
    const file = join(bundle, "manifest.json");
    const { semanticDigest } = manifest();
    writeFileSync(file, readFileSync(file, "utf8").replace(semanticDigest, `sha256:${"0".repeat(64)}`));
    expect(await verified()).toMatchObject({
      exitCode: 1,
      stdout: "",
      stderr: expect.stringContaining("does something else than the manifest says"),
    });
    writeFileSync(file, readFileSync(file, "utf8").replace(/"terraform": "[^"]+"/, '"terraform": "1.0.0"'));
    expect((await verified()).stderr).toContain("by another Terraform");
  });

  it("is written once", async () => {
    await expect(bundled(stack.plan())).rejects.toThrow("is there already");
  });
});

describe("a bundle", { timeout: 120_000 }, () => {
  it("is refused of a plan that was not made from the stack", async () => {
    const plan = stack.plan();
    stack.configure("two");
    expect(await bundled(plan)).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("embeds") });
    expect(existsSync(bundle)).toBe(false);
  });

  it("stands for a fresh plan that does the same, however often it is made", async () => {
    await bundled(stack.plan());
    const fresh = stack.plan("fresh.tfplan");
    const { exitCode, stdout } = await verified({
      mode: "equivalent",
      plan: fresh,
      state: stack.pullState(),
    });
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: `${fresh}\n` });
  });

  it("stands for no fresh plan that does something else, and says what", async () => {
    await bundled(stack.plan());
    stack.configure("secret-two");
    const { exitCode, stdout, stderr } = await verified({
      mode: "equivalent",
      plan: stack.plan("fresh.tfplan"),
    });
    expect(exitCode).toBe(3);
    expect(stdout).toContain("! terraform_data.kept: create with other values: input");
    expect(stderr).toContain("a fresh plan does not do what was reviewed");
  });

  it("refuses a fresh plan that was not made from the stack", async () => {
    await bundled(stack.plan());
    const fresh = stack.plan("fresh.tfplan");
    stack.configure("two");
    expect(await verified({ ...NO_TERRAFORM, mode: "equivalent", plan: fresh })).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("is not the synthesized one"),
    });
    await expect(verified({ mode: "equivalent" })).rejects.toThrow("needs a fresh plan");
  });
});

describe("a secret", { timeout: 120_000 }, () => {
  const variable = (secret: string) => ({
    variable: { password: { type: "string", sensitive: true, default: secret } },
  });

  it("is in the saved plan alone, and in nothing that is printed", async () => {
    stack.configure("${var.password}", variable("hunter2-and-more"));
    const made = await bundled(stack.plan(), { json: true });
    stack.configure("${var.password}", variable("hunter3-and-more"));
    const { exitCode, ...printed } = await verified({ mode: "equivalent", plan: stack.plan("fresh.tfplan") });
    expect(exitCode).toBe(3);
    expect(printed.stdout).not.toBe("");
    const texts = ["manifest.json", "review.json"].map((name) => readFileSync(join(bundle, name), "utf8"));
    expect([...texts, JSON.stringify(made), JSON.stringify(printed)].join("\n")).not.toMatch(/hunter\d/);
  });
});

describe("a plan that is not whole", { timeout: 120_000 }, () => {
  it("is refused", async () => {
    const partial = stack.plan("partial.tfplan", "-target=terraform_data.kept");
    expect(await bundled(partial)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("is partial"),
    });
    await bundled(stack.plan());
    expect(await verified({ mode: "equivalent", plan: partial })).toMatchObject({
      exitCode: 1,
      stdout: "",
      stderr: expect.stringContaining("is partial"),
    });
  });
});

describe("a plan that destroys a removed stack", { timeout: 120_000 }, () => {
  beforeEach(async () => {
    stack.apply(stack.plan());
    const plan = stack.plan("destroy.tfplan", "-destroy");
    expect((await bundled(plan, { removed: true, provenance: ownedBy("web-platform") })).exitCode).toBe(0);
  });
  const destroyed = (more: Partial<VerifyOptions>) =>
    verified({ removed: true, provenance: ownedBy("web-platform"), members: members(), ...more });
  const members = () => {
    const file = join(stack.output, "members.json");
    writeFileSync(file, '{"web-platform":["alice"]}');
    return file;
  };

  it("waits for an owner's approval of its digest", async () => {
    const { exitCode, stdout, stderr } = await destroyed({});
    expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: "" });
    expect(stderr).toContain(approvalLine(stack.stack, manifest().semanticDigest));
    expect(stderr).toContain("web-platform");
    expect(await destroyed({ approvals: approvedBy("alice") })).toMatchObject({ exitCode: 0 });
  });

  it("refuses the approval of a stranger, of the author, and of another plan", async () => {
    expect(await destroyed({ approvals: approvedBy("mallory") })).toMatchObject({ exitCode: 3, stdout: "" });
    expect((await destroyed({ approvals: approvedBy("alice"), author: "alice" })).exitCode).toBe(3);
    const other = `sha256:${"0".repeat(64)}`;
    const { exitCode, stderr } = await destroyed({ approvals: approvedBy("alice", other) });
    expect(exitCode).toBe(3);
    expect(stderr).toContain("void");
  });

  it("keeps the approval for a fresh plan that does the same, and loses it for one that does not", async () => {
    const approvals = approvedBy("alice");
    const same = stack.plan("same.tfplan", "-destroy");
    expect((await destroyed({ mode: "equivalent", plan: same, approvals })).exitCode).toBe(0);
    const other = stack.plan("other.tfplan", "-destroy", "-target=terraform_data.kept");
    expect((await destroyed({ mode: "equivalent", plan: other, approvals })).exitCode).not.toBe(0);
  });
});

describe("the command lines", () => {
  it.each([
    [["bundle", "a"], "--plan"],
    [["verify", "a"], "--bundle"],
    [["verify", "a", "--bundle", "b", "--mode", "blind"], "equivalent"],
  ])("refuses %j", (words, message) => {
    expect(teamstacks(...words)).toMatchObject({
      exitCode: 2,
      stdout: "",
      stderr: expect.stringContaining(message),
    });
  });
});
