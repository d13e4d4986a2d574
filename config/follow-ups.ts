import type { LoadedTeam } from "./load";
import { formatPath, type Problem } from "./problem";
import { find, type PathPart } from "./tree";

/** A place whose value is refused already, so that nothing more is said about it. */
export interface Refused {
  readonly file: string;
  /** Path inside the file. */
  readonly path: readonly PathPart[];
  /** Whether it is a number that was left out or replaced by a guess, which the numbers beside it may not fit. */
  readonly isGuess: boolean;
}

/** `environments.<name>`; what is said of a whole environment has nothing to do with one of its keys. */
const ENVIRONMENT_DEPTH = 2;

/** The problems that are no mere consequence of what is refused already. */
export function withoutFollowUps(
  found: readonly Problem[],
  refused: readonly Refused[],
  teams: readonly LoadedTeam[],
): Problem[] {
  if (refused.length === 0) return [...found];
  const at = new Set<string>();
  const above = new Set<string>();
  const beside = new Set<string>();
  for (const { file, path, isGuess } of refused.flatMap((one) => [one, ...inherited(one, teams)])) {
    at.add(key(file, path));
    for (let length = ENVIRONMENT_DEPTH + 1; length < path.length; length++) {
      above.add(key(file, path.slice(0, length)));
    }
    const around = path.slice(0, -1);
    if (isGuess && around.length > ENVIRONMENT_DEPTH) beside.add(key(file, around));
  }
  return found.filter(({ file, path }) => {
    const steps = stepsTo(path).map((step) => `${file} ${step}`);
    const [own = "", around = ""] = [steps.at(-1), steps.at(-2)];
    return !above.has(own) && !beside.has(around) && !steps.some((step) => at.has(step));
  });
}

/** The same place in the environments that take the value over. */
function inherited({ file, path, isGuess }: Refused, teams: readonly LoadedTeam[]): Refused[] {
  const [top, name, ...rest] = path;
  const team = teams.find((one) => one.file === file);
  if (team === undefined || top !== "environments" || rest.length === 0) return [];
  return [...team.environments]
    .filter(([heir, tree]) => isHeir(team, heir, String(name)) && find(tree, rest) === undefined)
    .map(([heir]) => ({ file, path: [top, heir, ...rest], isGuess }));
}

function isHeir({ environments }: LoadedTeam, name: string, ancestor: string): boolean {
  const seen = new Set([name]);
  for (let next = parent(name); next !== undefined && !seen.has(next); next = parent(next)) {
    if (next === ancestor) return true;
    seen.add(next);
  }
  return false;

  function parent(of: string): string | undefined {
    const node = find(environments.get(of), ["extends"]);
    return node?.kind === "scalar" ? String(node.value) : undefined;
  }
}

function key(file: string, path: readonly PathPart[]): string {
  return `${file} ${formatPath(path)}`;
}

/** `a`, `a.b` and `a.b[0]` for `a.b[0]`. */
function stepsTo(path: string): string[] {
  const ends = [...path.matchAll(/[^.[\]]+|\["(?:[^"\\]|\\.)*"\]|\[\d+\]/g)];
  return ends.map((end) => path.slice(0, end.index + end[0].length));
}
