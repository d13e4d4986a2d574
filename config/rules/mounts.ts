import type { Rule } from "./rule";

/** Two directories are not mounted at one place. */
export const mounts: Rule = (subject) =>
  subject.environment.services.flatMap((service) => {
    const taken = new Map<string, string>();
    return service.mounts.flatMap(({ name, path }) => {
      const normal = path.replace(/\/+$/, "").replace(/\/+/g, "/");
      const other = taken.get(normal);
      taken.set(normal, name);
      if (other === undefined || path === "") return [];
      const place = ["services", service.name, "mounts", name, "path"];
      return [
        subject.problem(place, {
          message: `is also where ${other} is mounted`,
          got: path,
          fix: "Choose another path.",
        }),
      ];
    });
  });
