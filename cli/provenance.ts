import { deepestWritten } from "../config/deepest-written";
import { layerAll } from "../config/layers";
import { type Loaded, loadRoot } from "../config/load";
import { formatPath } from "../config/problem";
import type { Tree } from "../config/tree";
import { constructPaths } from "../review/construct-paths";
import type { Provenance } from "../review/provenance";
import { keyOfConstruct } from "../stacks/construct-keys";
import { EXIT, type ExitCode } from "./exit";
import { printJson } from "./print-json";
import { readStack, type StackJson } from "./sandbox/stack-json";

export interface ProvenanceOptions {
  /** Folder of `platform.yaml`. */
  readonly root: string;
  readonly stack: string;
  /** Synthesized output that holds the stack. */
  readonly stacks: string;
}

/** `teamstacks provenance`: prints whose stack it is, and which construct and key each of its resources is made from. */
export function provenanceCommand({ root, stack, stacks }: ProvenanceOptions): ExitCode {
  printJson(provenance(loadRoot(root), stack, readStack(stacks, stack)));
  return EXIT.ok;
}

/** What the team's file and the synthesized stack say about its resources; less where the file does not have it. */
export function provenance(loaded: Loaded, stack: string, synthesized: StackJson): Provenance {
  const environment = layerAll(loaded).layered.find(({ team, name }) => `${team.team}-${name}` === stack);
  const paths = Object.entries(constructPaths(synthesized, stack));
  if (environment === undefined) {
    const place = (path: readonly string[]) =>
      loaded.platform && sourceAt(loaded.platform.tree, ["platform", ...path]);
    return { stack, owners: [], sources: sourcesOf(paths, place) };
  }
  const { team, class: className, tree } = environment;
  const sources = sourcesOf(paths, (path) => sourceAt(tree, keyOfConstruct(path)));
  return { stack, team: team.team, class: className, owners: [...team.owners], sources };
}

type Source = Provenance["sources"][string];

function sourcesOf(
  paths: readonly (readonly [address: string, path: string])[],
  place: (path: readonly string[]) => Source | undefined,
): Record<string, Source> {
  return Object.fromEntries(paths.map(([address, path]) => [address, { path, ...place(path.split("/")) }]));
}

function sourceAt(tree: Tree, path: readonly string[]): Source | undefined {
  const written = deepestWritten(tree, path);
  return written && { file: written.file, line: written.line, key: formatPath(written.path) };
}
