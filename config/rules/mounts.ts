import type { Mount, Service } from "../environment";
import type { Problem } from "../problem";
import type { Rule, Subject } from "./rule";

/** Directories that the container's system needs for itself; nothing is mounted there or below. */
const SYSTEM_FOLDERS = ["/proc", "/sys", "/dev"];

/** Directories have places, names and owners of their own, in the container and in the file system. */
export const mounts: Rule = (subject) => [
  ...subject.environment.services.flatMap((service) => [
    ...samePlaces(subject, service),
    ...service.mounts.flatMap((mount) => [
      ...systemPlace(subject, service, mount),
      ...root(subject, service, mount),
    ]),
  ]),
  ...sameDirectories(subject),
];

function samePlaces(subject: Subject, service: Service): Problem[] {
  const taken = new Map<string, string>();
  return service.mounts.flatMap(({ name, path }) => {
    const other = taken.get(normal(path));
    taken.set(normal(path), name);
    if (other === undefined || path === "") return [];
    const place = ["services", service.name, "mounts", name, "path"];
    const message = `is also where ${other} is mounted`;
    return [subject.problem(place, { message, got: path, fix: "Choose another path." })];
  });
}

function systemPlace(subject: Subject, service: Service, { name, path }: Mount): Problem[] {
  const place = normal(path);
  const isSystem = SYSTEM_FOLDERS.some((folder) => place === folder || place.startsWith(`${folder}/`));
  if (path === "" || (place !== "" && !isSystem)) return [];
  const message = isSystem
    ? "belongs to the container's system"
    : "would hide everything that the image holds";
  const fix = 'Choose a directory of the application, as in "/data".';
  return [subject.problem(["services", service.name, "mounts", name, "path"], { message, got: path, fix })];
}

/** The file system's policy gives nobody root access, without which a directory of root cannot be made. */
function root(subject: Subject, service: Service, mount: Mount): Problem[] {
  return (["uid", "gid"] as const)
    .filter((key) => mount[key] === 0)
    .map((key) => {
      const message = "is root, as whom nobody may write to the file system";
      const fix = "Write the number that the application runs as, such as 1000.";
      const place = ["services", service.name, "mounts", mount.name, key];
      return subject.problem(place, { message, got: 0, fix });
    });
}

/** A directory is named `<service>-<mount>`, and `a` + `b-c` is also `a-b` + `c`. */
function sameDirectories(subject: Subject): Problem[] {
  const taken = new Map<string, string>();
  return subject.environment.services.flatMap((service) =>
    service.mounts.flatMap(({ name }) => {
      const directory = `${service.name}-${name}`;
      const other = taken.get(directory);
      taken.set(directory, `${name} of ${service.name}`);
      if (other === undefined) return [];
      const message = `gets the directory /${directory} of the file system, which is that of ${other}`;
      const place = ["services", service.name, "mounts", name];
      return [subject.problem(place, { message, fix: "Choose another name for one of the two." })];
    }),
  );
}

function normal(path: string): string {
  return path
    .replace(/\/+/g, "/")
    .replace(/(\/\.)+(?=\/|$)/g, "")
    .replace(/\/$/, "");
}
