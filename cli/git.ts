import { spawnSync } from "node:child_process";

/** Variables by which git tells a hook where it is; here they would lead to the wrong repository. */
const HOOK_VARIABLES = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"];

/** A git repository, seen from a folder in it. Hooks of the repository never run. */
export class Git {
  constructor(private readonly folder: string) {}

  /** Path of the repository's top folder; undefined outside of a repository. */
  top(): string | undefined {
    const { status, stdout } = this.run("rev-parse", "--show-toplevel");
    return status === 0 ? stdout.trim() : undefined;
  }

  /** The commit that a name stands for; undefined when there is none. */
  commit(name: string): string | undefined {
    const { status, stdout } = this.run(
      "rev-parse",
      "--verify",
      "--quiet",
      "--end-of-options",
      `${name}^{commit}`,
    );
    return status === 0 ? stdout.trim() : undefined;
  }

  /**
   * The commit at which two histories parted.
   *
   * @throws Error when they have none in common, as in a shallow clone.
   */
  mergeBase(one: string, other: string): string {
    const { status, stdout } = this.run("merge-base", one, other);
    if (status === 0) return stdout.trim();
    throw new Error(
      `${one} and ${other} have no commit in common here; fetch the whole history (fetch-depth: 0).`,
    );
  }

  /** Checks a commit out into a new folder. */
  addWorktree(folder: string, commit: string): void {
    this.must("worktree", "add", "--detach", "--quiet", folder, commit);
  }

  /** Forgets a folder that `addWorktree` made; removing it is up to the caller. */
  removeWorktree(folder: string): void {
    this.run("worktree", "remove", "--force", folder);
  }

  private must(...words: readonly string[]): void {
    const { status, stderr } = this.run(...words);
    if (status !== 0) throw new Error(`git ${words[0]} ${words[1]} failed: ${stderr.trim()}`);
  }

  private run(...words: readonly string[]) {
    const env = { ...process.env, GIT_TERMINAL_PROMPT: "0" };
    for (const name of HOOK_VARIABLES) Reflect.deleteProperty(env, name);
    const { status, stdout, stderr, error } = spawnSync("git", ["-c", "core.hooksPath=/dev/null", ...words], {
      cwd: this.folder,
      encoding: "utf8",
      env,
    });
    if (error !== undefined) throw new Error(`git cannot be run: ${error.message}`);
    return { status, stdout, stderr };
  }
}
