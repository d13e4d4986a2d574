import { type Container, type Logging, secretValueFrom, type Task } from "../../compute";
import { APPLY, FINISH, PREPARE } from "./scripts";
import { CLI_IMAGE, MYSQL_IMAGE } from "./sources";
import { passwordSql, rightsSql, type UserRights } from "./statements";

/** Smallest task of Fargate. */
export const USER_TASK_SIZE = { cpu: 256, memoryMiB: 512 } as const;

const WORK = { volume: "work", path: "/work", readOnly: false };

export interface UserTaskOptions {
  /** Name of the user: lower-case letters, digits and underscores. */
  readonly user: string;
  readonly rights: UserRights;
  readonly database: {
    readonly host: string;
    readonly port: number;
    readonly name: string;
    readonly secretArn: string;
  };
  /** Secret of the user, with the JSON keys `username` and `password`. */
  readonly secretArn: string;
  readonly region: string;
  readonly logging: Logging;
}

/**
 * A task that makes a database user or, for one that is there, a new password: prepared in the user's secret, applied by
 * the master user, then made the current one. A run that fails anywhere can be repeated: it goes on with the password it
 * had prepared.
 */
export function userTask(options: UserTaskOptions): Task {
  return {
    containers: [finishing(options), preparing(options), applying(options)],
    volumes: [{ kind: "scratch", name: WORK.volume }],
  };
}

function preparing({ user, secretArn, region, logging }: UserTaskOptions): Container {
  return {
    ...container("prepare", CLI_IMAGE, PREPARE, logging),
    environment: { AWS_REGION: region, STORE: secretArn, USER_NAME: user },
  };
}

function applying({ user, rights, database, logging }: UserTaskOptions): Container {
  const secret = (key: string) => secretValueFrom({ arn: database.secretArn, key, versionStage: undefined });
  return {
    ...container("apply", MYSQL_IMAGE, APPLY, logging),
    dependsOn: { prepare: "complete" },
    environment: {
      DATABASE_HOST: database.host,
      DATABASE_PORT: String(database.port),
      USER_NAME: user,
      LOGIN_SQL: passwordSql(user),
      RIGHTS_SQL: rightsSql(user, database.name, rights),
    },
    secrets: { MASTER_USERNAME: secret("username"), MASTER_PASSWORD: secret("password") },
  };
}

/** Its exit code is that of the run. */
function finishing({ secretArn, region, logging }: UserTaskOptions): Container {
  return {
    ...container("finish", CLI_IMAGE, FINISH, logging),
    essential: true,
    dependsOn: { apply: "complete" },
    environment: { AWS_REGION: region, STORE: secretArn },
  };
}

function container(name: string, image: string, script: string, logging: Logging): Container {
  return {
    name,
    image,
    cpu: 64,
    memoryMiB: 160,
    essential: false,
    entryPoint: ["/bin/sh", "-c"],
    command: [script],
    environment: {},
    secrets: {},
    mounts: [WORK],
    logging,
  };
}
