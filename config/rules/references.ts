import type { Environment, Service } from "../environment";
import type { Problem } from "../problem";
import { suggest } from "../suggest";
import { containersOf } from "./containers";
import type { Rule, Subject } from "./rule";

/** What variables, secrets and mounts refer to is part of the environment. */
export const references: Rule = (subject) => {
  const { environment } = subject;
  const problems = containersOf(environment).flatMap(({ service, container, path }) =>
    (["environment", "secrets"] as const).flatMap((kind) =>
      Object.entries(container[kind]).flatMap(([name, value]) => {
        const from = "from" in value ? value.from : undefined;
        const user = "user" in value ? value.user : undefined;
        if (user !== undefined && environment.database !== undefined) {
          return unknownUser(subject, [...path, kind, name, "user"], user);
        }
        const lack = from === undefined ? undefined : lacking(environment, service, from);
        return lack === undefined || from === undefined
          ? []
          : [unresolved(subject, service, [...path, kind, name], { from, ...lack })];
      }),
    ),
  );
  return [...problems, ...mounts(subject)];
};

function unknownUser(subject: Subject, path: readonly string[], user: string): Problem[] {
  const known = (subject.environment.database?.users ?? []).map(({ name }) => name);
  if (known.includes(user)) return [];
  const fix =
    known.length === 0
      ? `Write \`users: { ${user}: {} }\` in the environment's \`database\`.`
      : suggest(user, known, "users of the database");
  return [subject.problem(path, { message: "is not a user of the database", got: user, fix })];
}

interface Lack {
  readonly what: string;
  readonly fix: string;
}

function lacking(environment: Environment, service: Service, from: string): Lack | undefined {
  if (from.startsWith("database.") && environment.database === undefined) {
    return { what: "database", fix: "Write `database: {}` in the environment." };
  }
  if (from.startsWith("assets.") && environment.assets === undefined) {
    return { what: "assets", fix: "Write `assets: {}` in the environment." };
  }
  if (!from.startsWith("service.")) return undefined;
  if (environment.ingress === undefined && service.kind !== "internal") {
    return { what: "ingress", fix: "Write `ingress:` in the environment." };
  }
  return service.web === undefined ? { what: "port", fix: "Write the service's `port:`." } : undefined;
}

/** Said of the variable, or, where a preset wrote the variable, once of the preset. */
function unresolved(
  subject: Subject,
  service: Service,
  path: readonly string[],
  { from, what, fix }: Lack & { readonly from: string },
): Problem {
  const preset = ["services", service.name, "preset"];
  if (subject.written(path) === undefined && service.preset !== undefined) {
    return subject.problem(preset, { message: `${service.preset} needs ${what}, which is not there`, fix });
  }
  return subject.problem(path, { message: `refers to ${from}, but there is no ${what}`, fix });
}

function mounts(subject: Subject): Problem[] {
  const { files, services } = subject.environment;
  if (files !== undefined) return [];
  return services.flatMap((service) =>
    service.mounts.map(({ name }) => {
      const path = ["services", service.name, "mounts", name];
      const fix = "Write `files: {}` in the environment.";
      return subject.written(path) === undefined && service.preset !== undefined
        ? subject.problem(["services", service.name, "preset"], {
            message: `${service.preset} needs files, which is not there`,
            fix,
          })
        : subject.problem(path, { message: "is a directory of a file system, but there are no files", fix });
    }),
  );
}
