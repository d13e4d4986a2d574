import type { Inventory } from "./emulator";
import type { ResourceJson, StackJson } from "./stack-json";

/** What is there after a teardown. */
export interface Leftovers {
  /** What nothing explains; empty when all went well. */
  readonly left: Inventory;
  /** What the stack says to keep: its earlier task definitions, to roll back to, and secrets that can be brought back. */
  readonly kept: Inventory;
}

/** Whether AWS keeps what the name of a collection's inventory names, because a resource of the stack says so. */
type Keeps = (resources: readonly ResourceJson[], name: string) => boolean;

const KEEPING: Readonly<Record<string, { readonly type: string; readonly keeps: Keeps }>> = {
  "ecs/task_definitions": {
    type: "aws_ecs_task_definition",
    keeps: (definitions) => definitions.some(({ skip_destroy }) => skip_destroy === true),
  },
  "secretsmanager/secrets": {
    type: "aws_secretsmanager_secret",
    keeps: (secrets, name) =>
      secrets.some((secret) => secret.name === name && secret.recovery_window_in_days !== 0),
  },
};

/** What an account holds after a stack was destroyed and did not hold before it was deployed. */
export function leftovers(stack: StackJson, before: Inventory, after: Inventory): Leftovers {
  const left: Record<string, readonly string[]> = {};
  const kept: Record<string, readonly string[]> = {};
  for (const [collection, names] of Object.entries(after)) {
    const grown = without(names, before[collection]);
    const keeping = KEEPING[collection];
    const resources = Object.values(stack.resource?.[keeping?.type ?? ""] ?? {});
    const isKept = (name: string) => keeping?.keeps(resources, name) === true;
    const [some, others] = [grown.filter(isKept), grown.filter((name) => !isKept(name))];
    if (some.length > 0) kept[collection] = some;
    if (others.length > 0) left[collection] = others;
  }
  return { left, kept };
}

function without(names: readonly string[], known: readonly string[] = []): readonly string[] {
  const gone = new Set(known);
  return names.filter((name) => !gone.has(name));
}
