import { readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { readDocument } from "./document";
import { LARGEST_FILE_BYTES } from "./document-limits";
import type { Refused } from "./follow-ups";
import { mended } from "./mend";
import { type Problem, problemAt, problemOfFile, quote } from "./problem";
import { type ShapeFinding, shapeFindings } from "./shape";
import { type PlatformSpec, platformSpec } from "./spec/platform";
import { teamSpec } from "./spec/team";
import { leaves, TEAMS_FOLDER, type TeamFiles, teamFiles } from "./team-files";
import { find, findMap, type MapTree, type PathPart, plain, type Tree } from "./tree";

/** The files of a root, as written. */
export interface Loaded {
  readonly root: string;
  /** Undefined when `platform.yaml` is missing or wrong. */
  readonly platform: LoadedPlatform | undefined;
  /** Teams by file name; of one whose file has mistakes, what can be made of it. */
  readonly teams: readonly LoadedTeam[];
  /** What is wrong with files and shapes. */
  readonly problems: readonly Problem[];
  /** The places of those problems in team files. */
  readonly refused: readonly Refused[];
}

/** A platform file of the right shape. */
export interface LoadedPlatform {
  readonly tree: Tree;
  readonly spec: PlatformSpec;
}

/** A team file; what has the wrong shape in it is left out. */
export interface LoadedTeam {
  readonly team: string;
  /** Relative to the root. */
  readonly file: string;
  readonly owners: readonly string[];
  /** The environments as written, by name. */
  readonly environments: ReadonlyMap<string, MapTree>;
}

const PLATFORM_FILE = "platform.yaml";

/** Reads `platform.yaml` and `teams/*.yaml` below `root`; what is wrong with them is in `problems`. */
export function loadRoot(root: string): Loaded {
  const platform = loadPlatform(root);
  const listed = listTeams(root);
  const teams = listed.files.map((file) => loadTeam(root, file));
  return {
    root,
    platform: platform.value,
    teams: teams.flatMap((team) => team.value ?? []),
    problems: [...platform.problems, ...listed.problems, ...teams.flatMap((team) => team.problems)],
    refused: teams.flatMap((team) => team.refused),
  };
}

interface Result<T> {
  readonly value: T | undefined;
  readonly problems: readonly Problem[];
}

function loadPlatform(root: string): Result<LoadedPlatform> {
  const { tree, problems } = loadDocument(root, PLATFORM_FILE, platformLayer);
  if (tree === undefined) return { value: undefined, problems };
  const all = [...problems, ...besides(problems, shapeFindings(platformSpec, tree))];
  const value = all.length > 0 ? undefined : { tree, spec: platformSpec.parse(plain(tree)) };
  return { value, problems: all };
}

interface TeamResult extends Result<LoadedTeam> {
  readonly refused: readonly Refused[];
}

function loadTeam(root: string, file: string): TeamResult {
  const { tree, problems } = loadDocument(root, file, teamLayer);
  if (tree === undefined) return { value: undefined, problems, refused: [] };
  const findings = shapeFindings(teamSpec, tree);
  const all = [
    ...problems,
    ...besides(problems, findings),
    ...wrongTeamName(file, tree),
    ...noEnvironments(tree),
  ];
  const { environments, guesses } = soundEnvironments(tree, findings.length === 0);
  const owners = teamSpec.shape.owners.safeParse(plain(find(tree, ["owners"]) ?? tree)).data ?? [];
  const refused = [
    ...findings.map(({ path }) => ({ file, path, isGuess: false })),
    ...guesses.map((path) => ({ file, path, isGuess: true })),
  ];
  return { value: { team: basename(file, ".yaml"), file, owners, environments }, problems: all, refused };
}

function soundEnvironments(tree: Tree, isSound: boolean) {
  const written = findMap(tree, ["environments"]);
  const { tree: sound, guesses } =
    isSound || written === undefined
      ? { tree: written, guesses: [] }
      : mended(teamSpec.shape.environments, written);
  const environments = new Map<string, MapTree>();
  for (const [name, environment] of findMap(sound, [])?.entries ?? []) {
    if (environment.kind === "map") environments.set(name, environment);
  }
  return { environments, guesses };
}

function noEnvironments(tree: Tree): Problem[] {
  const environments = findMap(tree, ["environments"]);
  if (environments === undefined || environments.entries.size > 0) return [];
  const message = "is empty, so that nothing is written for this team";
  const fix = "Write an environment, or remove the file.";
  return [problemAt(environments.origin, { severity: "warning", message, fix })];
}

/** What is not YAML as wanted has no shape either: one problem for one place. */
function besides(known: readonly Problem[], found: readonly ShapeFinding[]): Problem[] {
  const places = new Set(known.map(({ line, column }) => `${line}:${column}`));
  return found.map(({ problem }) => problem).filter(({ line, column }) => !places.has(`${line}:${column}`));
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

function listTeams(root: string): TeamFiles {
  try {
    return teamFiles(root);
  } catch (error) {
    const fix = 'Make the folder "teams" beside platform.yaml.';
    return { files: [], problems: [unreadable(TEAMS_FOLDER, error, fix)] };
  }
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
  if (leaves(root, file)) {
    return problemOfFile(file, "is a link that leaves the repository", "Put the file itself here.");
  }
  const status = statSync(join(root, file));
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
