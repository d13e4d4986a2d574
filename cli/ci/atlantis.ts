import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { z } from "zod";
import { renderPlainYaml } from "../../templates/render";
import { EXIT, type ExitCode } from "../exit";
import { printJson } from "../print-json";
import { readStack, stackNames } from "../sandbox/stack-json";
import { type AtlantisStack, atlantisProjects } from "./atlantis-projects";

export interface AtlantisOptions {
  /** Folder of the repository. */
  readonly root: string;
  readonly json: boolean;
  /** What `teamstacks affected --json` printed. @default - every stack becomes a project */
  readonly affected?: string;
  /** Synthesized output; Atlantis finds it only where git does not ignore it. */
  readonly stacks: string;
  /** File to write. @default - standard output */
  readonly out?: string;
}

const affectedFile = z.object({
  stacks: z.array(z.object({ stack: z.string(), status: z.string() })),
});

const manifestFile = z.object({
  stacks: z.record(z.string(), z.object({ dependencies: z.array(z.string()).default([]) })),
});

/** `teamstacks atlantis`: writes an `atlantis.yaml` with a project for each affected stack. */
export function atlantis({ root, json, affected, stacks, out }: AtlantisOptions): ExitCode {
  const there = stacksOf(stacks);
  const changes = affected === undefined ? undefined : read(affected, affectedFile).stacks;
  const wanted =
    changes?.filter(({ status }) => status === "added" || status === "changed").map(({ stack }) => stack) ??
    there.map(({ stack }) => stack);
  const missing = wanted.filter((stack) => !there.some((one) => one.stack === stack));
  if (missing.length > 0) {
    console.error(`${stacks} does not hold ${missing.join(", ")}.`);
    return EXIT.failed;
  }
  const plan = atlantisProjects(there, new Set(wanted), relative(resolve(root), resolve(stacks)));
  const text = renderPlainYaml("ci/atlantis", plan);
  if (out !== undefined) writeFileSync(out, text);
  else if (!json) process.stdout.write(text);
  if (json) printJson(plan);
  const removed = changes?.filter(({ status }) => status === "removed").map(({ stack }) => stack) ?? [];
  for (const note of [...plan.notes, ...removed.map(leftAlone)]) console.error(note);
  console.error(plan.projects.length === 1 ? "1 project" : `${plan.projects.length} projects`);
  return EXIT.ok;
}

function leftAlone(stack: string): string {
  return `${stack} is removed; Atlantis leaves it running: destroy it from a checkout of the base.`;
}

function stacksOf(output: string): AtlantisStack[] {
  const manifest = join(output, "manifest.json");
  if (!existsSync(manifest))
    throw new Error(`${output} is no synthesized output: it holds no manifest.json.`);
  const { stacks } = read(manifest, manifestFile);
  return stackNames(output).map((stack) => ({
    stack,
    account: readStack(output, stack).provider?.aws?.[0]?.allowed_account_ids?.[0],
    dependencies: stacks[stack]?.dependencies ?? [],
  }));
}

function read<T>(file: string, shape: z.ZodType<T>): T {
  const result = shape.safeParse(JSON.parse(readFileSync(file, "utf8")));
  if (result.success) return result.data;
  throw new Error(`${file} is not what it should be:\n${z.prettifyError(result.error)}`);
}
