import { DATABASE_PORT } from "../../modules/database/engine";
import { AUTHORITIES_HOST, CLI_IMAGE, MYSQL_IMAGE } from "../../modules/database/user/sources";
import { databaseUserName } from "../../modules/database/user/user-name";
import type { Environment } from "../environment";
import { api } from "./aws-apis";
import { FIREWALL } from "./firewalls";
import { imageNeeds } from "./images";
import { HTTPS, type Need } from "./need";
import { secretNeeds } from "./starting";

/** The containers of the task that makes a user, by their names. */
const IMAGES = { prepare: CLI_IMAGE, apply: MYSQL_IMAGE, finish: CLI_IMAGE } as const;

/** What the tasks must reach that make the users of the database; they are on Fargate, wherever services run. */
export function needsOfDatabaseUsers(environment: Environment): Need[] {
  return (environment.database?.users ?? []).flatMap(({ name }) => needsOfUser(environment, name));
}

function needsOfUser(environment: Environment, user: string): Need[] {
  const owner = databaseUserName(user);
  const by = { firewall: owner, subnets: environment.network.placement, ipv6: true };
  const path = ["database", "users", user];
  const need = { owner, by, path, ports: HTTPS };
  const containers = Object.entries(IMAGES);
  const secrets = secretNeeds(environment, { from: "database.password", user });
  return [
    ...containers.flatMap(([container, image]) => imageNeeds({ owner, container, image, by, path })),
    ...containers.flatMap(([container]) =>
      secrets.map((one): Need => {
        const what = one.kind === "key" ? "key of the passwords" : "passwords";
        return { ...need, ...one, container, what };
      }),
    ),
    ...containers.map(
      ([container]): Need => ({
        ...need,
        kind: "logs",
        container,
        what: "logs",
        target: api("logs", environment.region),
      }),
    ),
    {
      ...need,
      kind: "authorities",
      container: "prepare",
      what: "certificate authorities of RDS",
      target: { host: AUTHORITIES_HOST },
    },
    {
      ...need,
      kind: "database",
      container: "apply",
      what: "database",
      target: { peer: FIREWALL.database, ipv6: true },
      ports: { first: DATABASE_PORT, last: DATABASE_PORT },
    },
  ];
}
