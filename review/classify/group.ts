import type { Change, Group } from "../model";
import type { RawChange } from "../read";

/** The kind of a change. The actions decide and never Terraform's summary, which leaves some out. */
export function groupOf({ change, previousAddress }: RawChange): Group | undefined {
  const { actions, importing } = change;
  const has = (action: string) => actions.includes(action);
  if (has("delete")) return has("create") ? "replace" : "destroy";
  if (has("forget")) return "forget";
  if (importing !== undefined) return "import";
  if (has("create")) return "create";
  if (has("update")) return "update";
  if (has("read")) return "read";
  if (actions.some((action) => action !== "no-op")) return "update";
  return previousAddress === undefined ? undefined : "move";
}

/** Which comes first in a replacement. */
export function orderOf(actions: readonly string[]): Change["order"] {
  if (!actions.includes("delete") || !actions.includes("create")) return undefined;
  return actions.indexOf("delete") < actions.indexOf("create") ? "destroy-first" : "create-first";
}
