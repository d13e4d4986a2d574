import { type Affected, type AffectedStack, affectedStacks, type Digests } from "../../review/affected";
import { stackDigest } from "../../review/stack-digest";
import { EXIT, type ExitCode } from "../exit";
import { Git } from "../git";
import { printJson } from "../print-json";
import { readOutput } from "../stack-folder";
import { writeGitHubOutput } from "./github-output";
import { affectedMatrix, type MatrixOptions } from "./matrix";
import { type Side, sideOf, withOutput } from "./side";

export interface AffectedOptions extends MatrixOptions {
  /** Folder of `platform.yaml`; its repository has the commits. */
  readonly root: string;
  readonly json: boolean;
  /** A synthesized output, a folder of `platform.yaml`, or a commit. */
  readonly base: string;
  /** @default - `root` as it is now */
  readonly head?: string;
  /** Whether the base is where it and the head parted. */
  readonly mergeBase?: boolean;
  /** Whether a job matrix is printed instead of names. */
  readonly matrix?: boolean;
  /** Whether outputs of a step of GitHub Actions are written too. */
  readonly githubOutput?: boolean;
}

/** `teamstacks affected`: prints which stacks a change touches. */
export async function affectedCommand(options: AffectedOptions): Promise<ExitCode> {
  const affected = await compare(options);
  const matrix = affectedMatrix(affected, options);
  if (options.githubOutput) writeGitHubOutput(affected, matrix, process.env.GITHUB_OUTPUT);
  if (options.matrix) process.stdout.write(`${JSON.stringify(matrix)}\n`);
  else if (options.json) printJson(affected);
  else process.stdout.write(affected.stacks.map((one) => `${sentence(one)}\n`).join(""));
  console.error(summary(affected));
  return EXIT.ok;
}

async function compare({ root, base, head = root, mergeBase = false }: AffectedOptions): Promise<Affected> {
  const [older, newer] = [sideOf(base, root), sideOf(head, root)];
  const start = mergeBase ? parting(older, newer, root) : older;
  const [before, after] = await Promise.all([
    withOutput(start, root, digests),
    withOutput(newer, root, digests),
  ]);
  return affectedStacks(before, after, { base: nameOf(start), head: nameOf(newer) });
}

function digests(output: string): Digests {
  return new Map([...readOutput(output)].map(([stack, source]) => [stack, stackDigest(source)]));
}

/** Where two histories parted; the working tree stands on the commit that is checked out. */
function parting(base: Side, head: Side, root: string): Side {
  const git = new Git(root);
  const other = head.kind === "commit" ? head.commit : git.commit("HEAD");
  if (base.kind !== "commit" || head.kind === "output" || other === undefined) {
    throw new Error(
      "--merge-base needs a commit as --base, and a commit or the folder of platform.yaml as --head.",
    );
  }
  const commit = git.mergeBase(base.commit, other);
  return { kind: "commit", name: commit, commit };
}

function nameOf(side: Side): string {
  return side.kind === "commit" ? side.commit : side.name;
}

function sentence({ status, stack, parts }: AffectedStack): string {
  return `${status} ${stack}${parts.length === 0 ? "" : `: ${parts.join(", ")}`}`;
}

function summary({ stacks, unchanged }: Affected): string {
  const kinds = (["added", "changed", "removed", "metadata-only"] as const).flatMap((kind) => {
    const count = stacks.filter(({ status }) => status === kind).length;
    return count === 0 ? [] : [`${count} ${kind}`];
  });
  return `${kinds.length === 0 ? "nothing changed" : kinds.join(", ")}; ${unchanged} unchanged`;
}
