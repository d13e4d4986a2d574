import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import { Construct } from "constructs";
import {
  type FargateCluster,
  FargateTask,
  fargateLaunch,
  type Launch,
  type RegisteredTask,
  TaskRoles,
} from "../../compute";
import type { Identity, PolicyStatement } from "../../identity";
import { Firewall, type Network } from "../../network";
import { ServiceLogGroup } from "../../observability";
import { ScheduledTask } from "../../tasks";
import type { Database } from "../database";
import type { UserRights } from "./statements";
import { databaseUserName } from "./user-name";
import { USER_TASK_SIZE, userTask } from "./user-task";

/** Platform version of Fargate that the task runs on. @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-fargate.html */
const PLATFORM_VERSION = "1.4.0";
/** Days in which a deleted secret can be brought back. */
const RECOVERY_DAYS = 30;
const LOG_RETENTION_DAYS = 90;

export interface DatabaseUserProps {
  readonly identity: Identity;
  /** Lower-case letters, digits and underscores. */
  readonly user: string;
  readonly rights: UserRights;
  /** Days between two rotations of the password. */
  readonly rotationDays: number;
  readonly database: Database;
  readonly network: Network;
  /** Whether the task is in private subnets, or in public ones with a public address. */
  readonly placement: "private" | "public";
  readonly cluster: FargateCluster;
  /** ARN of the customer's key. @default - AWS's own keys */
  readonly kmsKeyArn: string | undefined;
  /** SNS topic that hears of a rotation that failed. */
  readonly topicArn: string;
}

/**
 * A user of the database apart from its master, whose password nobody knows but the services that read its secret.
 *
 * Makes an `aws_secretsmanager_secret` without a value, a task that makes the user and its password, and a schedule that
 * runs the task again for a new one. The task has to be run once by hand when the environment is new: nothing that
 * Terraform makes can wait for SQL. Costs 0.40 USD a month for the secret, and a minute of a small task per rotation.
 *
 * Both the current and the last password are valid, so that tasks go on while they are replaced. Deliberately left out: a
 * Lambda, whose code somebody would have to keep up to date.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/getting-started.html#rotation-strategy
 */
export class DatabaseUser extends Construct {
  readonly secretArn: string;
  /** The task, to run it by hand. */
  readonly task: RegisteredTask;
  readonly launch: Launch;

  constructor(scope: Construct, id: string, props: DatabaseUserProps) {
    super(scope, id);
    const name = databaseUserName(props.user);
    this.secretArn = this.secret(props).arn;
    const logs = this.logs(props, name);
    const task = userTask({
      ...props,
      secretArn: this.secretArn,
      region: props.identity.region,
      logging: logs.logging,
    });
    const roles = new TaskRoles(this, "roles", {
      identity: props.identity,
      service: name,
      task,
      logGroupArn: logs.arn,
      ...(props.kmsKeyArn && { kmsKeyArn: props.kmsKeyArn }),
      exec: false,
      permissions: this.permissions(props),
    });
    this.task = new FargateTask(this, "fargate", {
      ...USER_TASK_SIZE,
      identity: props.identity,
      name,
      roles,
      task,
      architecture: "x86_64",
      exec: false,
    });
    this.launch = this.place(props, name);
    this.schedule(props, name, roles);
  }

  /** No value: the task writes it, and Terraform never sees it. */
  private secret({ identity, user, kmsKeyArn }: DatabaseUserProps): SecretsmanagerSecret {
    return new SecretsmanagerSecret(this, "secret", {
      name: `${identity.stack}/database/${user}`,
      description: `User ${user} of the database of ${identity.stack}`,
      kmsKeyId: kmsKeyArn,
      recoveryWindowInDays: identity.protect ? RECOVERY_DAYS : 0,
    });
  }

  private logs({ identity, kmsKeyArn }: DatabaseUserProps, name: string): ServiceLogGroup {
    return new ServiceLogGroup(this, "logs", {
      identity,
      service: name,
      retentionDays: LOG_RETENTION_DAYS,
      kmsKeyArn,
    });
  }

  private permissions({ identity, kmsKeyArn }: DatabaseUserProps): PolicyStatement[] {
    return [
      {
        Sid: "KeepPassword",
        Effect: "Allow",
        Action: [
          "secretsmanager:GetSecretValue",
          "secretsmanager:ListSecretVersionIds",
          "secretsmanager:PutSecretValue",
          "secretsmanager:UpdateSecretVersionStage",
        ],
        Resource: this.secretArn,
      },
      // AWS gives this action no resource to name.
      { Sid: "MakePassword", Effect: "Allow", Action: "secretsmanager:GetRandomPassword", Resource: "*" },
      ...(kmsKeyArn === undefined
        ? []
        : [
            {
              Sid: "UseKey",
              Effect: "Allow" as const,
              Action: ["kms:Decrypt", "kms:GenerateDataKey"],
              Resource: kmsKeyArn,
              Condition: {
                StringEquals: { "kms:ViaService": `secretsmanager.${identity.region}.amazonaws.com` },
              },
            },
          ]),
    ];
  }

  private place(
    { identity, network, database, cluster, placement }: DatabaseUserProps,
    name: string,
  ): Launch {
    const description = `Task that makes the database user ${name}`;
    const firewall = new Firewall(this, "firewall", { identity, vpcId: network.vpcId, name, description });
    // Secrets Manager, the images and the certificate authorities of RDS.
    firewall.allowToAnywhere(443, "dualstack");
    firewall.allowTo(database.firewall, database.port);
    return fargateLaunch({ cluster, network, placement, firewall, platformVersion: PLATFORM_VERSION });
  }

  private schedule(
    { identity, database, rotationDays, kmsKeyArn, topicArn }: DatabaseUserProps,
    name: string,
    roles: TaskRoles,
  ): void {
    new ScheduledTask(this, "schedule", {
      identity,
      name,
      schedule: {
        expression: `rate(${rotationDays} ${rotationDays === 1 ? "day" : "days"})`,
        timeZone: "UTC",
        retries: 10,
        retryWindowSeconds: 3600,
        flexibleMinutes: 0,
        enabled: true,
      },
      task: this.task,
      launch: this.launch,
      exec: false,
      ...(kmsKeyArn && { kmsKeyArn }),
      topicArn,
      dependsOn: [...roles.grants, ...database.ready],
    });
  }
}
