import type { Mount, Service } from "../environment";
import type { Problem } from "../problem";
import type { Rule, Subject } from "./rule";

/** Directories have names and owners of their own in the file system. */
export const mounts: Rule = (subject) => [
  ...subject.environment.services.flatMap((service) =>
    service.mounts.flatMap((mount) => root(subject, service, mount)),
  ),
  ...sameDirectories(subject),
];

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
