import { randomUUID } from "node:crypto";
import { copyFileSync, existsSync, mkdtempSync, readdirSync, realpathSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve, sep } from "node:path";
import { repositoryRoot } from "../../templates/repository-root";
import { Git } from "../git";
import { LOCK_FILE } from "../stack-folder";
import { withCleanUp } from "./clean-up";
import { provideNodeModules } from "./node-modules";
import { runSynth } from "./run-synth";

/** One side of a comparison. */
export type Side =
  /** A folder that a synthesis wrote. */
  | { readonly kind: "output"; readonly name: string; readonly folder: string }
  /** A folder of `platform.yaml`, as it is now. */
  | { readonly kind: "root"; readonly name: string; readonly folder: string }
  | { readonly kind: "commit"; readonly name: string; readonly commit: string };

/**
 * What a person means by `asked`: a folder if there is one, else a commit of the repository around `root`.
 *
 * @throws Error when it is neither.
 */
export function sideOf(asked: string, root: string): Side {
  if (statSync(asked, { throwIfNoEntry: false })?.isDirectory()) {
    if (existsSync(join(asked, "stacks"))) return { kind: "output", name: asked, folder: resolve(asked) };
    if (existsSync(join(asked, "platform.yaml")))
      return { kind: "root", name: asked, folder: resolve(asked) };
  }
  const commit = new Git(root).commit(asked);
  if (commit !== undefined) return { kind: "commit", name: asked, commit };
  throw new Error(
    `${asked} is no synthesized output (a folder with stacks/), no folder of platform.yaml and no commit here. ` +
      "In a shallow clone, fetch the commit first (fetch-depth: 0).",
  );
}

/** Calls `work` with a folder that holds the synthesized output of a side, and removes what was made for it. */
export async function withOutput<T>(side: Side, root: string, work: (output: string) => T): Promise<T> {
  if (side.kind === "output") return work(side.folder);
  if (side.kind === "commit") return withCommit(side, root, work);
  return withSynthesized({ toolkit: repositoryRoot(), root: side.folder, what: side.name }, work);
}

async function withCommit<T>(
  { commit, name }: { commit: string; name: string },
  root: string,
  work: (output: string) => T,
): Promise<T> {
  const git = new Git(root);
  const top = realpathSync(git.top() ?? root);
  const temporary = mkdtempSync(join(realpathSync(tmpdir()), "teamstacks-commit-"));
  const worktree = join(temporary, "worktree");
  const cleanUp = () => {
    git.removeWorktree(worktree);
    rmSync(temporary, { recursive: true, force: true });
  };
  return withCleanUp(cleanUp, async () => {
    git.addWorktree(worktree, commit);
    const its = (folder: string) => join(worktree, relative(top, realpathSync(folder)));
    const what = name === commit ? `Commit ${commit}` : `Commit ${commit} (${name})`;
    const rootThere = its(root);
    if (!existsSync(join(rootThere, "platform.yaml"))) throw new Error(`${what} has no platform.yaml.`);
    return withSynthesized({ toolkit: toolkitOf(top, its), root: rootThere, what }, work);
  });
}

/** A commit is synthesized by its own code; by ours where the toolkit is not in that repository, or not yet. */
function toolkitOf(top: string, its: (folder: string) => string): string {
  const here = repositoryRoot();
  if (!`${realpathSync(here)}${sep}`.startsWith(`${top}${sep}`)) return here;
  const there = its(here);
  if (!existsSync(join(there, "cli", "teamstacks.cjs"))) return here;
  provideNodeModules(there, here);
  return there;
}

/** Beside `cdktf.out`, so that relative paths of local states are as they always are. */
async function withSynthesized<T>(
  { toolkit, root, what }: { toolkit: string; root: string; what: string },
  work: (output: string) => T,
): Promise<T> {
  const out = join(root, `.cdktf.out.affected.${randomUUID()}`);
  const cleanUp = () => rmSync(out, { recursive: true, force: true });
  return withCleanUp(cleanUp, async () => {
    await runSynth({ toolkit, root, out, what });
    shareLockFile(root, out);
    return work(out);
  });
}

/** The lock file that is committed beside `platform.yaml` is that of every stack. */
function shareLockFile(root: string, out: string): void {
  const shared = join(root, LOCK_FILE);
  if (!existsSync(shared)) return;
  for (const stack of readdirSync(join(out, "stacks"))) {
    const own = join(out, "stacks", stack, LOCK_FILE);
    if (!existsSync(own)) copyFileSync(shared, own);
  }
}
