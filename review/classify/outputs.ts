import type { Masker } from "../mask";
import { marksAnything } from "../mask";
import type { OutputChange } from "../model";
import type { RawValues } from "../read";
import { attributesOf } from "./attributes";

const MOST_ATTRIBUTES = 100;

/** Outputs that change, by name. */
export function outputsOf(raw: Readonly<Record<string, RawValues>>, masker: Masker): readonly OutputChange[] {
  return Object.entries(raw)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([name, values]) => {
      const action = actionOf(values.actions);
      if (action === undefined) return [];
      const { attributes } = attributesOf(values, masker, {
        lenient: false,
        limit: MOST_ATTRIBUTES,
        // A value that is not known yet is all that there is to say of an output.
        configured: EVERY_NAME,
      });
      const sensitive = marksAnything(values.beforeSensitive) || marksAnything(values.afterSensitive);
      return [{ name, action, sensitive, attributes }];
    });
}

const EVERY_NAME: ReadonlySet<string> = new (class extends Set<string> {
  override has(): boolean {
    return true;
  }
})();

function actionOf(actions: readonly string[]): OutputChange["action"] | undefined {
  if (actions.includes("delete") && !actions.includes("create")) return "delete";
  if (actions.includes("create") && !actions.includes("delete")) return "create";
  return actions.some((action) => action !== "no-op") ? "update" : undefined;
}
