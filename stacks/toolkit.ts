/** Hash of this package's sources, templates and dependencies; set where the sources are bundled (`cli/load.cjs`). */
declare const TEAMSTACKS_TOOLKIT: string | undefined;

/** What the output depends on besides the environment; undefined where the sources are not bundled, as in tests. */
export function toolkitHash(): string | undefined {
  return typeof TEAMSTACKS_TOOLKIT === "undefined" ? undefined : TEAMSTACKS_TOOLKIT;
}
