import type { Identity } from "../../identity";

/** Words that all names of one entrance start with; `label` tells it from others of the environment. */
export function entranceWords({ stack }: Identity, label: string | undefined): readonly string[] {
  return label === undefined ? [stack] : [stack, label];
}
