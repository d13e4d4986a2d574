import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { type Identity, type PolicyStatement, ServiceRole } from "../identity";
import type { Task } from "./container";
import { executionStatements, type SecretKey } from "./execution-statements";
import { taskStatements } from "./task-statements";

export interface TaskRolesProps {
  readonly identity: Identity;
  /** Name of the service, unique in the environment. */
  readonly service: string;
  /** The task as it will run, sidecars included. */
  readonly task: Task;
  /** Images that take the place of one of the task's by and by. @default - none */
  readonly laterImages?: readonly string[];
  /** ARN of the log group, without `:*`. */
  readonly logGroupArn: string;
  /** ARN of the customer's key that the secrets are encrypted with. @default - AWS's own keys */
  readonly kmsKeyArn?: string;
  /** Other keys that secrets of the task are encrypted with. @default - none */
  readonly secretKeys?: readonly SecretKey[];
  /** Whether `aws ecs execute-command` is allowed. */
  readonly exec: boolean;
  /** Senders of mail through SES. @default - the task sends no mail through SES */
  readonly mailSenders?: readonly string[];
  /** What the code in the task may do besides. @default - nothing */
  readonly permissions?: readonly PolicyStatement[];
}

/** What a service needs of its roles; made by `TaskRoles`. */
export interface TaskRoleArns {
  readonly executionRoleArn: string;
  readonly taskRoleArn: string;
  /** What must exist before a task starts. */
  readonly grants: readonly ITerraformDependable[];
}

/**
 * The two roles of one service: the execution role, with which ECS starts a task, and the task role, which the
 * code in it has. Their policies follow from the task and name exact ARNs.
 *
 * Makes two `aws_iam_role` with at most one `aws_iam_role_policy` each. Costs nothing. Leaves out pull-through cache repositories that ECR has yet to
 * create.
 */
export class TaskRoles extends Construct implements TaskRoleArns {
  readonly executionRoleArn: string;
  readonly taskRoleArn: string;
  readonly grants: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: TaskRolesProps) {
    super(scope, id);
    const execution = this.role("execution", props, executionStatements(props));
    const task = this.role("task", props, taskStatements(props));
    this.executionRoleArn = execution.arn;
    this.taskRoleArn = task.arn;
    this.grants = [...execution.grants, ...task.grants];
  }

  /** @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html */
  private role(kind: "execution" | "task", props: TaskRolesProps, statements: readonly PolicyStatement[]) {
    const { identity } = props;
    return new ServiceRole(this, kind, {
      identity,
      name: [props.service, kind],
      service: "ecs-tasks.amazonaws.com",
      trustConditions: {
        StringEquals: { "aws:SourceAccount": identity.account },
        ArnLike: { "aws:SourceArn": `arn:aws:ecs:${identity.region}:${identity.account}:*` },
      },
      statements,
    });
  }
}
