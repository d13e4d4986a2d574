import type { ContainerHealthCheck, ContainerPlan, SecretValue, Value } from "../container-plan";
import { quote } from "../problem";
import { find, type MapTree } from "../tree";
import { byName } from "./by-name";
import type { FilledService, FilledSidecar } from "./filled";
import { resolveProcess } from "./process";
import { required, type Say } from "./say";
import { secretRef } from "./secret";

/** What the service's own container and its sidecars have in common. */
export function resolveContainer(
  say: Say,
  tree: MapTree,
  path: readonly string[],
  spec: FilledService | FilledSidecar,
): ContainerPlan {
  return {
    image: required(
      say,
      spec.image,
      [...path, "image"],
      "`image:` with a version, as in `ghost:6.77.0-alpine`",
      "",
    ),
    command: spec.command,
    entryPoint: spec.entryPoint,
    user: spec.user,
    environment: values(say, tree, [...path, "environment"], spec.environment),
    secrets: Object.fromEntries(
      byName(spec.secrets).map(([name, secret]) => [name, secretValue(secret)] as const),
    ),
    healthCheck: healthCheck(say, [...path, "containerHealthCheck"], spec.containerHealthCheck),
    stopTimeoutSeconds: spec.stopTimeoutSeconds,
    readonlyRootFilesystem: spec.readonlyRootFilesystem,
    links: [...new Set(spec.links)],
    ...resolveProcess(say, path, spec),
  };
}

type Written = FilledService["environment"];

function values(say: Say, tree: MapTree, path: readonly string[], written: Written): Record<string, Value> {
  return Object.fromEntries(
    byName(written).map(([name, value]) => {
      if (typeof value === "object") return [name, value] as const;
      const text = String(value);
      const node = find(tree, [...path, name]);
      if (typeof value !== "string" && node?.kind === "scalar" && node.source !== text) {
        const message = `is read by YAML as ${text}, not as it is written`;
        say([...path, name], { message, got: node.source, fix: `Put it in quotes: ${quote(node.source)}.` });
      }
      return [name, { text }] as const;
    }),
  );
}

function secretValue(written: FilledService["secrets"][string]): SecretValue {
  if (typeof written !== "object" || !("from" in written)) return secretRef(written);
  return { from: written.from, user: written.user };
}

function healthCheck(
  say: Say,
  path: readonly string[],
  spec: FilledService["containerHealthCheck"],
): ContainerHealthCheck | undefined {
  if (spec === undefined) return undefined;
  const { command, intervalSeconds = 30, timeoutSeconds = 5, retries = 3, startPeriodSeconds = 60 } = spec;
  const how = '`command: ["CMD-SHELL", "…"]`';
  return {
    command: required(say, command, [...path, "command"], how, []),
    intervalSeconds,
    timeoutSeconds,
    retries,
    startPeriodSeconds,
  };
}
