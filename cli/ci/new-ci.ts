import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { loadRoot } from "../../config/load";
import { renderPlainYaml } from "../../templates/render";
import { EXIT, type ExitCode } from "../exit";
import { printJson } from "../print-json";
import { printProblems } from "../print-problems";
import { type ApplyMode, ciSettings } from "./settings";

/** Who runs plans and applies. */
export type CiProvider = "github" | "atlantis";

export interface NewCiOptions {
  readonly root: string;
  readonly json: boolean;
  readonly provider: CiProvider;
  readonly mode: ApplyMode;
  /** Whether files that are there are written anew. */
  readonly force: boolean;
}

/** Files of each provider, with the template of each. */
const FILES: Readonly<Record<CiProvider, Readonly<Record<string, string>>>> = {
  github: {
    ".github/workflows/teamstacks-plan.yml": "ci/plan",
    ".github/workflows/teamstacks-apply.yml": "ci/apply",
    ".github/workflows/teamstacks-drift.yml": "ci/drift",
  },
  atlantis: { "atlantis/repos.yaml": "ci/atlantis-server" },
};

/** `teamstacks new ci`: writes workflows, or the settings of an Atlantis server, all of them or none. */
export function newCi({ root, json, provider, mode, force }: NewCiOptions): ExitCode {
  const { platform, problems } = loadRoot(root);
  const settings = platform && ciSettings(platform.spec, mode);
  if (platform === undefined) printProblems(problems.filter(({ file }) => file === "platform.yaml"));
  if (settings === undefined) {
    if (platform !== undefined) console.error(NO_REPOSITORY);
    return EXIT.failed;
  }
  const files = FILES[provider];
  const taken = Object.keys(files).filter((file) => existsSync(join(root, file)));
  if (taken.length > 0 && !force) {
    console.error(
      `${taken.join(", ")} ${taken.length === 1 ? "is" : "are"} there already; --force writes anew.`,
    );
    return EXIT.failed;
  }
  for (const [file, template] of Object.entries(files)) write(join(root, file), template, settings);
  const written = Object.keys(files);
  if (json) printJson({ provider, files: written });
  else process.stdout.write(written.map((file) => `${file}\n`).join(""));
  console.error("Next: docs/ci.md says what the repository, or the server, has to be set to.");
  return EXIT.ok;
}

const NO_REPOSITORY =
  "platform.yaml names no repository. Write `platform: { repository: owner/name, accounts: … }`; see docs/platform-stack.md.";

function write(path: string, template: string, settings: object): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, renderPlainYaml(template, settings));
}
