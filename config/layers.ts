import {
  AUTO_PAUSE_SECONDS,
  CLASS_DEFAULTS,
  CONTAINER_HEALTH_CHECK_DEFAULTS,
  DEFAULTS,
  FRONT_DEFAULTS,
  MOUNT_DEFAULTS,
  PIPELINE_DEFAULTS,
  REPOSITORY_DEFAULTS,
  SCALING_DEFAULTS,
  SCHEDULE_DEFAULTS,
  SERVICE_DEFAULTS,
  SIDECAR_DEFAULTS,
  SINGLETON_DEFAULTS,
  SPOT_DEFAULTS,
  STEP_DEFAULTS,
} from "./defaults";
import { inheritance } from "./inheritance";
import { alike } from "./like";
import type { Loaded, LoadedPlatform, LoadedTeam } from "./load";
import { overlay } from "./merge";
import { ghost } from "./presets/ghost";
import { type Problem, problemAt } from "./problem";
import { CLASSES, type EnvironmentClass } from "./spec/environment";
import type { ServiceSpec } from "./spec/service";
import { builtIn, find, findMap, type MapTree, type PathPart, plain, type Tree, writtenPlace } from "./tree";

/** An environment with all its layers laid over each other. */
export interface Layered {
  readonly team: LoadedTeam;
  readonly name: string;
  readonly class: EnvironmentClass;
  /** Every part knows where it was written; the root is the environment's own key. */
  readonly tree: MapTree;
  /** What the environment and those it extends say, without defaults. */
  readonly written: MapTree;
}

/** Parts that exist only where the team's file says so. */
const PARTS = ["ingress", "database", "files", "assets", "datadog"];

/** Lays the layers of every environment over each other, lowest first. */
export function layerAll(loaded: Loaded): { layered: Layered[]; problems: Problem[] } {
  const layered: Layered[] = [];
  const problems: Problem[] = [];
  for (const team of loaded.teams) {
    for (const name of team.environments.keys()) {
      const inherited = inheritance(team, name);
      problems.push(...inherited.problems);
      if (inherited.written === undefined) continue;
      const { written, problems: unlike } = alike(inherited.written);
      problems.push(...unlike);
      const className = find(written, ["class"]);
      if (className?.kind !== "scalar") {
        problems.push(classMissing(written));
        continue;
      }
      const environmentClass = className.value as EnvironmentClass;
      const tree = layers(loaded.platform, environmentClass, written);
      layered.push({ team, name, class: environmentClass, tree, written });
    }
  }
  return { layered, problems };
}

function classMissing(written: MapTree): Problem {
  const choices = CLASSES.map((name) => `\`class: ${name}\``).join(", ");
  return problemAt(writtenPlace(written, ["class"]), {
    message: "is missing",
    fix: `Write one of ${choices}.`,
  });
}

function layers(
  platform: LoadedPlatform | undefined,
  environmentClass: EnvironmentClass,
  written: MapTree,
): MapTree {
  const below = [
    builtIn(DEFAULTS, "built-in defaults"),
    platformTags(platform),
    find(platform?.tree, ["defaults"]),
    builtIn(CLASS_DEFAULTS[environmentClass], `built-in class ${environmentClass}`),
    find(platform?.tree, ["classes", environmentClass]),
  ].reduce<Tree | undefined>((lower, upper) => overlay(lower, upper), undefined);
  const defaults = new Map(below?.kind === "map" ? below.entries : []);
  const serviceDefaults = overlay(
    builtIn(SERVICE_DEFAULTS, "built-in defaults"),
    defaults.get("serviceDefaults"),
  );
  defaults.delete("serviceDefaults");
  for (const part of PARTS) if (!written.entries.has(part)) defaults.delete(part);

  const merged = overlay({ kind: "map", origin: written.origin, entries: defaults }, written);
  const tree = withAutoPause(merged?.kind === "map" ? merged : written);
  const entries = new Map(tree.entries);
  const services = findMap(tree, ["services"]);
  if (services !== undefined) {
    const complete = [...services.entries].map(
      ([name, service]) => [name, withServiceLayers(tree, name, service, serviceDefaults)] as const,
    );
    entries.set("services", { ...services, entries: new Map(complete) });
  }
  return { ...tree, entries };
}

/** The tags of `platform.yaml` as the layer of an environment. */
function platformTags(platform: LoadedPlatform | undefined): Tree | undefined {
  return layerOf(platform?.tree, "tags");
}

/** A layer with one key, taken from elsewhere. */
function layerOf(tree: Tree | undefined, key: string): Tree | undefined {
  const value = find(tree, [key]);
  return value && { kind: "map", origin: value.origin, entries: new Map([[key, value]]) };
}

function withAutoPause(tree: MapTree): MapTree {
  const least = find(tree, ["database", "minCapacityAcu"]);
  if (least?.kind !== "scalar" || least.value !== 0) return tree;
  return under(tree, builtIn({ database: { autoPauseSeconds: AUTO_PAUSE_SECONDS } }, "built-in defaults"));
}

function withServiceLayers(
  environment: MapTree,
  name: string,
  service: Tree,
  serviceDefaults: Tree | undefined,
): Tree {
  if (service.kind !== "map") return service;
  const path = ["services", name];
  const layers = [
    serviceDefaults,
    layerOf(environment, "runtime"),
    presetLayer(environment, service),
    service,
  ];
  const merged = layers.reduce<Tree | undefined>((lower, upper) => overlay(lower, upper, path), undefined);
  return withPartDefaults(merged?.kind === "map" ? merged : service, path);
}

function presetLayer(environment: MapTree, service: MapTree): Tree | undefined {
  const written = plain(service) as ServiceSpec;
  if (written.preset === "ghost") {
    return builtIn(ghost({ service: written, ...surroundings(environment) }), "preset ghost");
  }
  return written.singleton === true ? builtIn(SINGLETON_DEFAULTS, "built-in singleton") : undefined;
}

function surroundings(environment: MapTree) {
  const region = find(environment, ["region"]);
  const least = find(environment, ["database", "minCapacityAcu"]);
  return {
    region: region?.kind === "scalar" ? String(region.value) : undefined,
    minCapacityAcu: least?.kind === "scalar" ? Number(least.value) : undefined,
  };
}

/** Defaults inside parts that are named by the writer: health checks, mounts and sidecars. */
function withPartDefaults(service: MapTree, path: readonly PathPart[]): MapTree {
  const entries = new Map(service.entries);
  const check = entries.get("containerHealthCheck");
  if (check?.kind === "map") entries.set("containerHealthCheck", under(check, healthCheckDefaults()));
  const schedule = entries.get("schedule");
  if (schedule?.kind === "map") {
    entries.set("schedule", under(schedule, builtIn(SCHEDULE_DEFAULTS, "built-in defaults")));
  }
  const front = entries.get("front");
  if (front?.kind === "map") entries.set("front", under(front, builtIn(FRONT_DEFAULTS, "built-in defaults")));
  const scaling = entries.get("scaling");
  if (scaling?.kind === "map") entries.set("scaling", withScalingDefaults(scaling));
  const spot = entries.get("spot");
  if (spot?.kind === "map") entries.set("spot", under(spot, builtIn(SPOT_DEFAULTS, "built-in defaults")));
  const beanstalk = entries.get("beanstalk");
  if (beanstalk?.kind === "map") entries.set("beanstalk", withBeanstalkDefaults(beanstalk));
  const pipeline = entries.get("pipeline");
  if (pipeline?.kind === "map") {
    entries.set("pipeline", under(pipeline, builtIn(PIPELINE_DEFAULTS, "built-in defaults")));
  }
  const repository = entries.get("repository");
  if (repository?.kind === "map") {
    entries.set("repository", under(repository, builtIn(REPOSITORY_DEFAULTS, "built-in defaults")));
  }
  const mounts = entries.get("mounts");
  if (mounts?.kind === "map") {
    entries.set(
      "mounts",
      mapEntries(mounts, (mount) => under(mount, builtIn(MOUNT_DEFAULTS, "built-in defaults"))),
    );
  }
  const sidecars = entries.get("sidecars");
  if (sidecars?.kind === "map") {
    const complete = mapEntries(sidecars, (sidecar, name) => {
      const filled = under(sidecar, builtIn(SIDECAR_DEFAULTS, "built-in defaults"), [
        ...path,
        "sidecars",
        name,
      ]);
      return withPartDefaults(filled, path);
    });
    entries.set("sidecars", complete);
  }
  return { ...service, entries };
}

function withScalingDefaults(scaling: MapTree): MapTree {
  const filled = under(scaling, builtIn(SCALING_DEFAULTS, "built-in defaults"));
  const step = filled.entries.get("step");
  if (step?.kind !== "map") return filled;
  const steps = under(step, builtIn(STEP_DEFAULTS, "built-in defaults"));
  return { ...filled, entries: new Map(filled.entries).set("step", steps) };
}

/** A map that replaced `none` has lost the defaults that `none` had replaced. */
function withBeanstalkDefaults(beanstalk: MapTree): MapTree {
  const entries = new Map(beanstalk.entries);
  for (const key of ["managedUpdates", "scaling"] as const) {
    const written = entries.get(key);
    const defaults = DEFAULTS.serviceDefaults?.beanstalk?.[key];
    if (written?.kind === "map" && defaults !== undefined) {
      entries.set(key, under(written, builtIn(defaults, "built-in defaults")));
    }
  }
  return { ...beanstalk, entries };
}

function healthCheckDefaults(): Tree {
  return builtIn(CONTAINER_HEALTH_CHECK_DEFAULTS, "built-in defaults");
}

function mapEntries(tree: MapTree, change: (item: MapTree, name: string) => Tree): MapTree {
  const entries = [...tree.entries].map(
    ([name, item]) => [name, item.kind === "map" ? change(item, name) : item] as const,
  );
  return { ...tree, entries: new Map(entries) };
}

/** Lays `tree` over `defaults`. */
function under(tree: MapTree, defaults: Tree, path: readonly PathPart[] = []): MapTree {
  const merged = overlay(defaults, tree, path);
  return merged?.kind === "map" ? merged : tree;
}
