import type { ContainerPlan } from "../container-plan";
import { byName } from "./by-name";
import type { FilledService, FilledSidecar } from "./filled";
import { required, type Say } from "./say";

type Process = Pick<
  ContainerPlan,
  "initProcess" | "stopSignal" | "dependsOn" | "ulimits" | "scratch" | "tmpfs"
>;

/** How the process of a container runs. */
export function resolveProcess(
  say: Say,
  path: readonly string[],
  spec: FilledService | FilledSidecar,
): Process {
  return {
    initProcess: spec.initProcess,
    stopSignal: spec.stopSignal,
    dependsOn: spec.dependsOn,
    ulimits: spec.ulimits,
    scratch: byName(spec.scratch).map(([name, written]) => {
      const at = [...path, "scratch", name, "path"];
      const how = "`path:` with the directory that the container sees";
      return { name, path: required(say, written.path, at, how, ""), readOnly: written.readOnly ?? false };
    }),
    tmpfs: byName(spec.tmpfs).map(([place, { sizeMiB }]) => ({ path: place, sizeMiB })),
  };
}
