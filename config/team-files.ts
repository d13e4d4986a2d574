import { lstatSync, readdirSync, realpathSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import { type Problem, problemOfFile, quote } from "./problem";

/** Folder of the team files. */
export const TEAMS_FOLDER = "teams";

/** The files of a folder, and what would be overlooked in it. */
export interface TeamFiles {
  /** Relative to the root, sorted. */
  readonly files: readonly string[];
  readonly problems: readonly Problem[];
}

const TEAM_FILE = /^[a-z][a-z0-9-]*\.yaml$/;
/** Files that hold data, so that somebody may think they count. */
const DATA_FILE = /\.(ya?ml|json|jsonc|json5|toml)$/i;
/** What editors leave for a while beside an open file. */
const OF_AN_EDITOR = /^\.#/;

/**
 * Lists `teams/*.yaml` below `root`.
 *
 * @throws Error of the file system when there is no such folder.
 */
export function teamFiles(root: string): TeamFiles {
  if (leaves(root, TEAMS_FOLDER)) {
    const fix = "Put the folder itself here.";
    return {
      files: [],
      problems: [problemOfFile(TEAMS_FOLDER, "is a link that leaves the repository", fix)],
    };
  }
  const names = readdirSync(join(root, TEAMS_FOLDER)).sort();
  const files = names.filter((name) => TEAM_FILE.test(name)).map((name) => `${TEAMS_FOLDER}/${name}`);
  const problems = names.filter((name) => !TEAM_FILE.test(name)).flatMap((name) => overlooked(root, name));
  if (files.length > 0 || problems.length > 0) return { files, problems };
  const fix = 'Write one such as "teams/festa.yaml".';
  return { files, problems: [{ ...problemOfFile(TEAMS_FOLDER, "holds no team", fix), severity: "warning" }] };
}

/** Whether a file or folder is a link to somewhere outside the root. */
export function leaves(root: string, file: string): boolean {
  const path = join(root, file);
  return lstatSync(path).isSymbolicLink() && !realpathSync(path).startsWith(realpathSync(root) + sep);
}

function overlooked(root: string, name: string): Problem[] {
  if (DATA_FILE.test(name) && !OF_AN_EDITOR.test(name)) {
    const fix = 'Name it after the team, in lower case, as in "festa.yaml".';
    return [problemOfFile(TEAMS_FOLDER, `holds ${quote(name)}, which would be overlooked`, fix)];
  }
  if (name.startsWith(".") || !isFolder(join(root, TEAMS_FOLDER, name))) return [];
  const message = `holds the folder ${quote(name)}, which would be overlooked`;
  return [problemOfFile(TEAMS_FOLDER, message, 'Put the team files beside it, into "teams" itself.')];
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
