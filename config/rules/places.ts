import { quote } from "../problem";
import { suggest } from "../suggest";
import type { PathPart } from "../tree";
import { containersOf, type PlacedContainer } from "./containers";
import type { Rule, Subject } from "./rule";

/** Directories that the container's system needs for itself; nothing is mounted there or below. */
const SYSTEM_FOLDERS = ["/proc", "/sys", "/dev"];

interface Place {
  readonly path: string;
  readonly at: readonly PathPart[];
  /** What is there, in words. */
  readonly what: string;
}

/** What a container sees of other disks has a place of its own, which is not the image's own. */
export const places: Rule = (subject) =>
  containersOf(subject.environment).flatMap((one) => [
    ...unknownMounts(subject, one),
    ...wrongPlaces(subject, one),
    ...tooLarge(subject, one),
  ]);

/** A sidecar mounts what its service has. */
function unknownMounts(subject: Subject, { service, container, path }: PlacedContainer) {
  const sidecar = service.sidecars.find((one) => one === container);
  const known = service.mounts.map(({ name }) => name);
  return (sidecar?.mounts ?? [])
    .filter(({ name }) => !known.includes(name))
    .map(({ name }) => {
      const message = "is not a mount of the service";
      const fix =
        known.length === 0 ? "Add it to the service's `mounts`, too." : suggest(name, known, "mounts");
      return subject.problem([...path, "mounts", name], { message, got: name, fix });
    });
}

function wrongPlaces(subject: Subject, one: PlacedContainer) {
  const taken = new Map<string, Place>();
  return placesOf(one).flatMap((place) => {
    if (place.path === "") return [];
    const other = taken.get(normal(place.path));
    taken.set(normal(place.path), place);
    const message = other === undefined ? misplaced(place.path) : `is also where ${other.what} is mounted`;
    if (message === undefined) return [];
    const fix =
      other === undefined ? 'Choose a directory of the application, as in "/data".' : "Choose another path.";
    return [subject.problem(place.at, { message, got: place.path, fix })];
  });
}

function placesOf({ service, container, path }: PlacedContainer): Place[] {
  const files = container === service ? service.s3Files : undefined;
  const mounts = "mounts" in container ? (container.mounts as typeof service.mounts) : [];
  const named = (kind: "mounts" | "scratch", items: readonly { name: string; path: string }[]) =>
    items.map((item) => ({ path: item.path, at: [...path, kind, item.name, "path"], what: item.name }));
  return [
    ...(files === undefined ? [] : [{ path: files.path, at: [...path, "s3Files", "path"], what: "s3Files" }]),
    ...named("mounts", mounts),
    ...named("scratch", container.scratch),
    ...container.tmpfs.map((item) => ({
      path: item.path,
      at: [...path, "tmpfs", item.path],
      what: `memory (${item.path})`,
    })),
  ];
}

function misplaced(path: string): string | undefined {
  const place = normal(path);
  if (place === "") return "would hide everything that the image holds";
  const isSystem = SYSTEM_FOLDERS.some((folder) => place === folder || place.startsWith(`${folder}/`));
  // What programs share in memory is made for that.
  return isSystem && place !== "/dev/shm" ? "belongs to the container's system" : undefined;
}

/** What is in memory counts against the memory of the container. */
function tooLarge(subject: Subject, { service, container, path }: PlacedContainer) {
  const sidecar = service.sidecars.find((one) => one === container);
  const { memoryMiB } = sidecar ?? service;
  const size = container.tmpfs.reduce((sum, { sizeMiB }) => sum + sizeMiB, 0);
  if (size === 0 || size < memoryMiB) return [];
  const message = `would take all the memory of ${sidecar === undefined ? "the task" : "the container"}: ${quote(`memoryMiB: ${memoryMiB}`)}`;
  const fix = "Use less, or write more `memoryMiB`.";
  return [subject.problem([...path, "tmpfs"], { message, got: `${size} MiB`, fix })];
}

function normal(path: string): string {
  return path
    .replace(/\/+/g, "/")
    .replace(/(\/\.)+(?=\/|$)/g, "")
    .replace(/\/$/, "");
}
