import { TerraformOutput, type TerraformStack } from "cdktf";
import { Construct } from "constructs";
import type { Environment } from "../config/environment";
import type { FargateCluster } from "../modules/compute";
import { type Database, DatabaseUser, Redeployment } from "../modules/database";
import type { Identity } from "../modules/identity";
import type { Vpc } from "../modules/network";
import { runTaskCommand } from "../modules/tasks";
import type { ContainerService } from "./container-service";

/** What the users of a database need of their environment. */
export interface UserParts {
  readonly identity: Identity;
  readonly keyArn: string | undefined;
  readonly network: Vpc;
  readonly cluster: FargateCluster | undefined;
  readonly database: Database | undefined;
  readonly topicArn: string;
}

/** By name. */
export type DatabaseUsers = Readonly<Record<string, DatabaseUser>>;

/** Makes the users of the database, with an output each that tells how to run the task that makes it. */
export function addDatabaseUsers(
  stack: TerraformStack,
  { database: plan, network: { placement } }: Environment,
  { database, cluster, keyArn: kmsKeyArn, ...parts }: UserParts,
): DatabaseUsers {
  if (plan === undefined || plan.users.length === 0 || database === undefined || cluster === undefined)
    return {};
  const scope = new Construct(stack, "database_user");
  const users = plan.users.map(({ name, rights, rotationDays }) => {
    const props = { ...parts, user: name, rights, rotationDays, database, placement, cluster, kmsKeyArn };
    return [name, new DatabaseUser(scope, name, props)] as const;
  });
  for (const [name, { task, launch }] of users) {
    const { region } = parts.identity;
    new TerraformOutput(stack, `run_database_user_${name}`, {
      value: runTaskCommand({ region, task, launch, exec: false }),
      description: `Command that makes the database user ${name}, or gives it a new password`,
    });
  }
  return Object.fromEntries(users);
}

/** The secret of every user. */
export function secretsOf(users: DatabaseUsers): Record<string, string> {
  return Object.fromEntries(Object.entries(users).map(([name, { secretArn }]) => [name, secretArn]));
}

/** Gives new passwords of users to the services that read them. */
export function redeployForUsers(
  stack: TerraformStack,
  users: DatabaseUsers,
  services: readonly ContainerService[],
  { identity, topicArn }: Pick<UserParts, "identity" | "topicArn">,
): void {
  const scope = new Construct(stack, "database_user_rotation");
  for (const [user, { secretArn }] of Object.entries(users)) {
    new Redeployment(scope, user, {
      identity,
      name: `${user.replaceAll("_", "-")}-password`,
      secretArn,
      services: services.flatMap((one) => (one.databaseUsers.includes(user) ? (one.redeploy ?? []) : [])),
      topicArn,
    });
  }
}
