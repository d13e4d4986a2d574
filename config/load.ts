import { lstatSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { basename, join, sep } from "node:path";
import { readDocument } from "./document";
import { LARGEST_FILE_BYTES } from "./document-limits";
import { type Problem, problemAt, problemOfFile, quote } from "./problem";
import { shapeProblems } from "./shape";
import { type PlatformSpec, platformSpec } from "./spec/platform";
import { teamSpec } from "./spec/team";
import { find, findMap, type MapTree, type PathPart, plain, type Tree } from "./tree";

/** The files of a root, as written. */
export interface Loaded {
  readonly root: string;
  /** Undefined when `platform.yaml` is missing or wrong. */
  readonly platform: LoadedPlatform | undefined;
  /** Teams whose file has the right shape, by file name. */
  readonly teams: readonly LoadedTeam[];
  /** What is wrong with files and shapes. */
  readonly problems: readonly Problem[];
}

/** A platform file of the right shape. */
export interface LoadedPlatform {
  readonly tree: Tree;
  readonly spec: PlatformSpec;
}

/** A team file of the right shape. */
export interface LoadedTeam {
  readonly team: string;
  /** Relative to the root. */
  readonly file: string;
  readonly owners: readonly string[];
  /** The environments as written, by name. */
  readonly environments: ReadonlyMap<string, MapTree>;
}

const PLATFORM_FILE = "platform.yaml";
const TEAMS_FOLDER = "teams";
const TEAM_FILE = /^[a-z][a-z0-9-]*\.yaml$/;

/** Reads `platform.yaml` and `teams/*.yaml` below `root`; what is wrong with them is in `problems`. */
export function loadRoot(root: string): Loaded {
  const platform = loadPlatform(root);
  const listed = teamFiles(root);
  const teams = listed.files.map((file) => loadTeam(root, file));
  return {
    root,
    platform: platform.value,
    teams: teams.flatMap((team) => team.value ?? []),
    problems: [...platform.problems, ...listed.problems, ...teams.flatMap((team) => team.problems)],
  };
}

interface Result<T> {
  readonly value: T | undefined;
  readonly problems: readonly Problem[];
}

function loadPlatform(root: string): Result<LoadedPlatform> {
  const { tree, problems } = loadDocument(root, PLATFORM_FILE, platformLayer);
  if (tree === undefined) return { value: undefined, problems };
  const all = [...problems, ...besides(problems, shapeProblems(platformSpec, tree))];
  const value = all.length > 0 ? undefined : { tree, spec: platformSpec.parse(plain(tree)) };
  return { value, problems: all };
}

function loadTeam(root: string, file: string): Result<LoadedTeam> {
  const { tree, problems } = loadDocument(root, file, teamLayer);
  if (tree === undefined) return { value: undefined, problems };
  const all = [
    ...problems,
    ...besides(problems, shapeProblems(teamSpec, tree)),
    ...wrongTeamName(file, tree),
  ];
  if (all.length > 0) return { value: undefined, problems: all };
  const { team, owners } = teamSpec.parse(plain(tree));
  const environments = new Map<string, MapTree>();
  for (const [name, environment] of findMap(tree, ["environments"])?.entries ?? []) {
    if (environment.kind === "map") environments.set(name, environment);
  }
  return { value: { team, file, owners, environments }, problems: [] };
}

/** What is not YAML as wanted has no shape either: one problem for one place. */
function besides(known: readonly Problem[], found: readonly Problem[]): Problem[] {
  const places = new Set(known.map(({ line, column }) => `${line}:${column}`));
  return found.filter(({ line, column }) => !places.has(`${line}:${column}`));
}

function wrongTeamName(file: string, tree: Tree): Problem[] {
  const team = find(tree, ["team"]);
  const expected = basename(file, ".yaml");
  if (team?.kind !== "scalar" || typeof team.value !== "string" || team.value === expected) return [];
  const fix = `Write ${quote(expected)}, or rename the file to ${quote(`${team.value}.yaml`)}.`;
  return [problemAt(team.origin, { message: "is not the name of the file", got: team.value, fix })];
}

function platformLayer(path: readonly PathPart[]): string {
  if (path[0] === "classes" && path.length > 1) return `platform class ${path[1]}`;
  return path[0] === "defaults" ? "platform defaults" : "platform";
}

function teamLayer(path: readonly PathPart[]): string {
  return path[0] === "environments" && path.length > 1 ? `environment ${path[1]}` : "team";
}

function teamFiles(root: string): { files: readonly string[]; problems: readonly Problem[] } {
  let names: string[];
  try {
    names = readdirSync(join(root, TEAMS_FOLDER)).sort();
  } catch (error) {
    return {
      files: [],
      problems: [unreadable(TEAMS_FOLDER, error, 'Make the folder "teams" beside platform.yaml.')],
    };
  }
  const visible = names.filter((name) => !name.startsWith("."));
  return {
    files: visible.filter((name) => TEAM_FILE.test(name)).map((name) => `${TEAMS_FOLDER}/${name}`),
    problems: visible
      .filter((name) => /\.ya?ml$/i.test(name) && !TEAM_FILE.test(name))
      .map((name) => {
        const fix = 'Name it after the team, in lower case, as in "festa.yaml".';
        return problemOfFile(TEAMS_FOLDER, `holds ${quote(name)}, which would be overlooked`, fix);
      }),
  };
}

function loadDocument(root: string, file: string, layerOf: (path: readonly PathPart[]) => string) {
  const broken = (problem: Problem) => ({ file, tree: undefined, problems: [problem] });
  try {
    const refusal = refuseFile(root, file);
    if (refusal !== undefined) return broken(refusal);
    const bytes = readFileSync(join(root, file));
    const text = utf8(bytes);
    if (text === undefined) {
      return broken({
        ...problemOfFile(file, "is not UTF-8 text", "Save it as UTF-8."),
        line: badLine(bytes),
      });
    }
    return readDocument(file, text, layerOf);
  } catch (error) {
    return broken(unreadable(file, error));
  }
}

function refuseFile(root: string, file: string): Problem | undefined {
  const path = join(root, file);
  if (lstatSync(path).isSymbolicLink() && !realpathSync(path).startsWith(realpathSync(root) + sep)) {
    return problemOfFile(file, "is a link that leaves the repository", "Put the file itself here.");
  }
  const status = statSync(path);
  if (!status.isFile()) return problemOfFile(file, "is not a file");
  if (status.size > LARGEST_FILE_BYTES) {
    return problemOfFile(file, `is larger than ${LARGEST_FILE_BYTES} bytes`, "Split the team.");
  }
  return undefined;
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function badLine(bytes: Uint8Array): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const end = bytes.indexOf(0x0a, start);
    const stop = end === -1 ? bytes.length : end;
    if (utf8(bytes.subarray(start, stop)) === undefined) return line;
    start = stop + 1;
  }
  return line;
}

function unreadable(file: string, error: unknown, fix?: string): Problem {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const known: Record<string, string> = {
    ENOENT: "is missing",
    EACCES: "cannot be read: permission denied",
    ELOOP: "is a link to itself",
    ENOTDIR: "is not a folder",
  };
  const missing =
    file === PLATFORM_FILE ? "Write it, or name the folder that holds it with --root." : undefined;
  return problemOfFile(file, known[code] ?? `cannot be read (${code || "unknown reason"})`, fix ?? missing);
}
