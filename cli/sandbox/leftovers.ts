import type { Inventory } from "./emulator";
import type { StackJson } from "./stack-json";

/** What is there after a teardown. */
export interface Leftovers {
  /** What nothing explains; empty when all went well. */
  readonly left: Inventory;
  /** What the stack says to keep: its earlier task definitions, to roll back to. */
  readonly kept: Inventory;
}

const TASK_DEFINITIONS = "ecs/task_definitions";

/** What an account holds after a stack was destroyed and did not hold before it was deployed. */
export function leftovers(stack: StackJson, before: Inventory, after: Inventory): Leftovers {
  const grown = Object.entries(after)
    .map(([collection, names]) => [collection, without(names, before[collection])] as const)
    .filter(([, names]) => names.length > 0);
  const definitions = Object.values(stack.resource?.aws_ecs_task_definition ?? {});
  const keeps = (collection: string) =>
    collection === TASK_DEFINITIONS && definitions.some(({ skip_destroy }) => skip_destroy === true);
  return {
    left: Object.fromEntries(grown.filter(([collection]) => !keeps(collection))),
    kept: Object.fromEntries(grown.filter(([collection]) => keeps(collection))),
  };
}

function without(names: readonly string[], known: readonly string[] = []): readonly string[] {
  const gone = new Set(known);
  return names.filter((name) => !gone.has(name));
}
