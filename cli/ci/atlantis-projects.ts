/** A stack as far as Atlantis is concerned. */
export interface AtlantisStack {
  readonly stack: string;
  readonly account: string | undefined;
  /** Stacks that CDKTF says must be applied before. */
  readonly dependencies: readonly string[];
}

/** A project of `atlantis.yaml`. */
export interface AtlantisProject {
  readonly name: string;
  /** Folder of the stack, relative to the repository. */
  readonly dir: string;
  /** Projects of a lower number are applied first. */
  readonly group: number;
  /** Projects that must be applied first; all of them are projects of the same file. */
  readonly dependsOn: readonly string[];
}

/** Projects, and what had to be left out. */
export interface AtlantisPlan {
  readonly projects: readonly AtlantisProject[];
  /** One sentence each. */
  readonly notes: readonly string[];
}

/** A platform stack comes before the environments of its account. */
const PLATFORM = /^platform(-|$)/;

/**
 * The projects of some stacks, sorted by name.
 *
 * @param stacks Every stack of the output.
 * @param wanted Names of those that become projects.
 * @param folder Folder of the output, relative to the repository.
 */
export function atlantisProjects(
  stacks: readonly AtlantisStack[],
  wanted: ReadonlySet<string>,
  folder: string,
): AtlantisPlan {
  const notes: string[] = [];
  const listed = new Map(stacks.filter(({ stack }) => wanted.has(stack)).map((one) => [one.stack, one]));
  const platforms = [...listed.values()].filter(({ stack }) => PLATFORM.test(stack));
  const needs = (one: AtlantisStack) => {
    const own = PLATFORM.test(one.stack)
      ? []
      : platforms.filter(({ account }) => account !== undefined && account === one.account);
    const all = [...new Set([...own.map(({ stack }) => stack), ...one.dependencies])].sort();
    return all.filter((name) => listed.has(name));
  };
  for (const { stack, dependencies } of listed.values()) {
    const left = dependencies.filter((name) => !listed.has(name));
    if (left.length > 0)
      notes.push(`${stack} depends on ${left.join(", ")}, which this change does not touch.`);
  }
  const groups = groupsOf(listed, needs);
  const projects = [...listed.values()]
    .map((one): AtlantisProject => {
      const { stack: name } = one;
      return { name, dir: `${folder}/stacks/${name}`, group: groups.get(name) ?? 0, dependsOn: needs(one) };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return { projects, notes };
}

/** One more than the highest number of what a stack needs. */
function groupsOf(
  stacks: ReadonlyMap<string, AtlantisStack>,
  needs: (one: AtlantisStack) => readonly string[],
): Map<string, number> {
  const groups = new Map<string, number>();
  const visit = (one: AtlantisStack, path: readonly string[]): number => {
    const known = groups.get(one.stack);
    if (known !== undefined) return known;
    if (path.includes(one.stack)) throw new Error(`${[...path, one.stack].join(" → ")} need each other.`);
    const below = needs(one).flatMap((name) => stacks.get(name) ?? []);
    const group = Math.max(-1, ...below.map((other) => visit(other, [...path, one.stack]))) + 1;
    groups.set(one.stack, group);
    return group;
  };
  for (const one of stacks.values()) visit(one, []);
  return groups;
}
