import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { provideNodeModules } from "../../cli/affected/node-modules";
import { temporaryRoot } from "./root";
import { REPOSITORY } from "./stacks";

/** What the toolkit is made of. */
const TOOLKIT = [
  ..."cli config modules review stacks templates bench".split(" "),
  ..."main.ts package.json package-lock.json cdktf.json tsconfig.json".split(" "),
];

/** A git repository in a temporary folder, removed when the test is over. */
export class TemporaryRepository {
  readonly folder: string;

  constructor(files: Readonly<Record<string, string>> = {}) {
    this.folder = temporaryRoot(files);
    this.git("init", "--quiet", "--initial-branch=main");
  }

  /** Puts a copy of this toolkit into the repository, with the packages that are installed here. */
  addToolkit(): void {
    for (const name of TOOLKIT) cpSync(join(REPOSITORY, name), join(this.folder, name), { recursive: true });
    writeFileSync(join(this.folder, ".gitignore"), "node_modules/\ncdktf.out/\n.cdktf.out.*/\n");
    provideNodeModules(this.folder, REPOSITORY);
  }

  write(file: string, text: string): void {
    mkdirSync(dirname(join(this.folder, file)), { recursive: true });
    writeFileSync(join(this.folder, file), text);
  }

  remove(file: string): void {
    rmSync(join(this.folder, file), { recursive: true });
  }

  /** Changes a text that has to be in the file. */
  replace(file: string, from: string, to: string): void {
    const text = readFileSync(join(this.folder, file), "utf8");
    if (!text.includes(from)) throw new Error(`${file} has no ${JSON.stringify(from)}.`);
    this.write(
      file,
      text.replace(from, () => to),
    );
  }

  /** Commits everything, and returns the commit. */
  commit(message: string): string {
    this.git("add", "--all");
    this.git("-c", "user.name=test", "-c", "user.email=test@example.net", "commit", "--quiet", "-m", message);
    return this.git("rev-parse", "HEAD").trim();
  }

  git(...words: readonly string[]): string {
    const { status, stdout, stderr } = spawnSync("git", words, { cwd: this.folder, encoding: "utf8" });
    if (status !== 0) throw new Error(`git ${words.join(" ")} failed: ${stderr}`);
    return stdout;
  }

  /** Runs the toolkit's copy. */
  teamstacks(...words: readonly string[]) {
    const script = join(this.folder, "cli", "teamstacks.cjs");
    const env = { ...process.env, NO_COLOR: "1" };
    const all = [script, ...words, "--root", this.folder];
    const { status, stdout, stderr } = spawnSync(process.execPath, all, { encoding: "utf8", env });
    return { exitCode: status, stdout, stderr };
  }
}
