import type { Sidecar } from "../container-plan";
import type { Mount, Service } from "../environment";
import type { MapTree } from "../tree";
import type { Web } from "../web-plan";
import { resolveBeanstalk } from "./beanstalk";
import { byName } from "./by-name";
import { resolveContainer } from "./container";
import { resolveDeploy } from "./deploy";
import type { FilledService, FilledSidecar } from "./filled";
import { resolveFront } from "./front";
import { keepsRunning, kindOf } from "./kind";
import { type Place, resolvePipeline } from "./pipeline";
import { resolveS3Files } from "./s3-files";
import { required, type Say } from "./say";
import { resolveScaling, resolveSpot } from "./scaling";
import { resolveSchedule } from "./schedule";
import { resolveWeb, type WebSurroundings } from "./web";

/** The services that are not `none`, by name. */
export function resolveServices(
  say: Say,
  tree: MapTree,
  services: Readonly<Record<string, "none" | FilledService>>,
  around: WebSurroundings & Place,
): Service[] {
  return byName(services).flatMap(([name, spec]) =>
    spec === "none" ? [] : [resolveService(say, tree, name, spec, around)],
  );
}

function resolveService(
  say: Say,
  tree: MapTree,
  name: string,
  spec: FilledService,
  around: WebSurroundings & Place,
): Service {
  const path = ["services", name];
  const { ingress } = around;
  const kind = kindOf(spec, ingress);
  const web = resolveWeb(say, path, name, spec, around);
  const scaling = keepsRunning(kind) ? resolveScaling(say, path, spec) : undefined;
  return {
    ...resolveContainer(say, tree, path, spec),
    name,
    preset: spec.preset,
    ...resolvePipeline(say, path, spec, around),
    kind,
    schedule: kind === "schedule" ? resolveSchedule(say, path, spec) : undefined,
    runtime: spec.runtime,
    cpu: spec.cpu,
    memoryMiB: spec.memoryMiB,
    architecture: spec.architecture,
    platformVersion: spec.platformVersion,
    ephemeralStorageGiB: spec.ephemeralStorageGiB,
    desiredCount: keepsRunning(kind) ? (scaling?.minTasks ?? spec.desiredCount) : 0,
    singleton: spec.singleton,
    scaling,
    spot: resolveSpot(spec),
    web,
    calls: [...new Set(spec.calls)].sort(),
    beanstalk: resolveBeanstalk(say, path, spec, ingress),
    mounts: byName(spec.mounts).map(([mount, written]) => resolveMount(say, path, mount, written)),
    s3Files: resolveS3Files(say, [...path, "s3Files"], spec.s3Files),
    permissions: spec.permissions,
    uploadsAssets: spec.uploadsAssets,
    sidecars: [
      ...byName(spec.sidecars).map(([sidecar, written]) =>
        resolveSidecar(say, tree, [...path, "sidecars", sidecar], sidecar, written),
      ),
      ...(web === undefined ? [] : resolveFront(say, path, name, spec, around)),
    ],
    deployment: spec.deployment,
    ...resolveDeploy(say, path, spec),
    exec: spec.exec,
    egressPorts: [...new Set(spec.egressPorts)].sort((a, b) => a - b),
    mailSenders: mailSenders(spec, web),
    logRetentionDays: spec.logRetentionDays,
    alarms: spec.alarms,
  };
}

function mailSenders(spec: FilledService, web: Web | undefined): string[] {
  if (spec.mail === undefined || spec.mail === "none") return [];
  const host = web?.hosts[0];
  // Ghost mails its members from the site's support address, which is this one until somebody sets another.
  return spec.preset === "ghost" && host !== undefined
    ? [spec.mail.from, `noreply@${host}`]
    : [spec.mail.from];
}

function resolveMount(
  say: Say,
  service: readonly string[],
  name: string,
  spec: NonNullable<FilledService["mounts"]>[string],
): Mount {
  return {
    name,
    path: mountPath(say, [...service, "mounts", name], spec.path),
    uid: spec.uid ?? 0,
    gid: spec.gid ?? 0,
    readOnly: spec.readOnly ?? false,
  };
}

function mountPath(say: Say, mount: readonly string[], written: string | undefined): string {
  return required(say, written, [...mount, "path"], "`path:` with the directory that the container sees", "");
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
    mounts: byName(spec.mounts).map(([mount, written]) => ({
      name: mount,
      path: mountPath(say, [...path, "mounts", mount], written.path),
      readOnly: written.readOnly ?? false,
    })),
  };
}
