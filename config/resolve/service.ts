import type { Ingress, Mount, Service, Sidecar, Web } from "../environment";
import type { MapTree } from "../tree";
import { isWorker, resolveBeanstalk } from "./beanstalk";
import { byName } from "./by-name";
import { resolveContainer } from "./container";
import type { FilledService, FilledSidecar } from "./filled";
import { required, type Say } from "./say";

/** Every path of a host. */
const ALL_PATHS = ["/*"];

/** The services that are not `none`, by name. */
export function resolveServices(
  say: Say,
  tree: MapTree,
  services: Readonly<Record<string, "none" | FilledService>>,
  ingress: Ingress | undefined,
): Service[] {
  return byName(services).flatMap(([name, spec]) =>
    spec === "none" ? [] : [resolveService(say, tree, name, spec, ingress)],
  );
}

function resolveService(
  say: Say,
  tree: MapTree,
  name: string,
  spec: FilledService,
  ingress: Ingress | undefined,
): Service {
  const path = ["services", name];
  return {
    ...resolveContainer(say, tree, path, spec),
    name,
    preset: spec.preset,
    runtime: spec.runtime,
    cpu: spec.cpu,
    memoryMiB: spec.memoryMiB,
    architecture: spec.architecture,
    platformVersion: spec.platformVersion,
    desiredCount: spec.desiredCount,
    singleton: spec.singleton,
    web: resolveWeb(spec, ingress),
    beanstalk: resolveBeanstalk(say, path, spec, ingress),
    mounts: byName(spec.mounts).map(([mount, written]) => resolveMount(say, path, mount, written)),
    sidecars: byName(spec.sidecars).map(([sidecar, written]) =>
      resolveSidecar(say, tree, [...path, "sidecars", sidecar], sidecar, written),
    ),
    deployment: spec.deployment,
    exec: spec.exec,
    egressPorts: [...new Set(spec.egressPorts)].sort((a, b) => a - b),
    mailSenders: mailSenders(spec, ingress),
    logRetentionDays: spec.logRetentionDays,
    alarms: spec.alarms,
  };
}

function mailSenders(spec: FilledService, ingress: Ingress | undefined): string[] {
  if (spec.mail === undefined || spec.mail === "none") return [];
  const host = resolveWeb(spec, ingress)?.hosts[0];
  // Ghost mails its members from the site's support address, which is this one until somebody sets another.
  return spec.preset === "ghost" && host !== undefined
    ? [spec.mail.from, `noreply@${host}`]
    : [spec.mail.from];
}

function resolveWeb(spec: FilledService, ingress: Ingress | undefined): Web | undefined {
  if (spec.port === undefined || ingress === undefined || isWorker(spec, ingress)) return undefined;
  return {
    port: spec.port,
    hosts: [...new Set(spec.hosts ?? [ingress.domain])],
    paths: [...new Set(spec.paths ?? ALL_PATHS)],
    healthCheck: spec.healthCheck,
  };
}

function resolveMount(
  say: Say,
  service: readonly string[],
  name: string,
  spec: NonNullable<FilledService["mounts"]>[string],
): Mount {
  const path = [...service, "mounts", name, "path"];
  return {
    name,
    path: required(say, spec.path, path, "`path:` with the directory that the container sees", ""),
    uid: spec.uid ?? 0,
    gid: spec.gid ?? 0,
    readOnly: spec.readOnly ?? false,
  };
}

function resolveSidecar(
  say: Say,
  tree: MapTree,
  path: readonly string[],
  name: string,
  spec: FilledSidecar,
): Sidecar {
  return {
    ...resolveContainer(say, tree, path, spec),
    name,
    cpu: spec.cpu,
    memoryMiB: spec.memoryMiB,
    essential: spec.essential,
    port: spec.port,
  };
}
