import { executionStatements } from "../compute/execution-statements";
import { taskStatements } from "../compute/task-statements";
import type { PolicyStatement } from "../identity";
import type { BeanstalkServiceProps } from "./service-props";

/** What else the role of an instance needs to know. */
export interface InstanceNeeds {
  readonly executionRoleArn: string;
  /** Key of the service's bundles in the bucket, up to the file name. */
  readonly bundlePrefix: string;
  /** ARN of the queue that the worker tier reads; `undefined` for the web tier. */
  readonly queueArn: string | undefined;
  readonly deadLetterQueueArn: string | undefined;
}

/** What ECS may do when it starts the containers. */
export function beanstalkExecutionStatements(props: BeanstalkServiceProps): PolicyStatement[] {
  const { identity, task, laterImages, logGroupArn, kmsKeyArn, secretKeys } = props;
  return executionStatements({
    identity,
    task,
    ...(laterImages && { laterImages }),
    logGroupArn,
    ...(secretKeys && { secretKeys }),
    ...(kmsKeyArn && { kmsKeyArn }),
  });
}

/**
 * What an instance may do beyond AWS's policies for Elastic Beanstalk: all that starts the containers, because
 * the platform reads secrets and Docker writes logs as the instance; what the code in them needs, because there
 * is no task role; hand the execution role on; fetch its own bundles; work on its own queue.
 */
export function instanceStatements(props: BeanstalkServiceProps, needs: InstanceNeeds): PolicyStatement[] {
  const { identity, task, mailSenders, permissions } = props;
  return [
    ...beanstalkExecutionStatements(props),
    ...taskStatements({ identity, task, exec: false, mailSenders, ...(permissions && { permissions }) }),
    {
      Sid: "PassExecutionRole",
      Effect: "Allow",
      Action: "iam:PassRole",
      Resource: needs.executionRoleArn,
      Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
    },
    ...bundles(props, needs),
    ...queue(props, needs),
  ];
}

function bundles(props: BeanstalkServiceProps, { bundlePrefix }: InstanceNeeds): PolicyStatement[] {
  const { application, identity, kmsKeyArn } = props;
  return [
    {
      Sid: "FetchBundles",
      Effect: "Allow",
      Action: "s3:GetObject",
      Resource: `arn:aws:s3:::${application.bundleBucket}/${bundlePrefix}*`,
    },
    ...(kmsKeyArn === undefined
      ? []
      : [useKey("DecryptBundles", "kms:Decrypt", kmsKeyArn, `s3.${identity.region}.amazonaws.com`)]),
  ];
}

function queue(props: BeanstalkServiceProps, needs: InstanceNeeds): PolicyStatement[] {
  const { queueArn, deadLetterQueueArn } = needs;
  const { identity, kmsKeyArn } = props;
  if (queueArn === undefined || deadLetterQueueArn === undefined) return [];
  return [
    {
      Sid: "WorkOnQueue",
      Effect: "Allow",
      Action: [
        "sqs:ChangeMessageVisibility",
        "sqs:DeleteMessage",
        "sqs:GetQueueAttributes",
        "sqs:GetQueueUrl",
        "sqs:ReceiveMessage",
        "sqs:SendMessage",
      ],
      Resource: [queueArn, deadLetterQueueArn],
    },
    ...(kmsKeyArn === undefined
      ? []
      : [
          useKey(
            "UseQueueKey",
            ["kms:Decrypt", "kms:GenerateDataKey"],
            kmsKeyArn,
            `sqs.${identity.region}.amazonaws.com`,
          ),
        ]),
  ];
}

function useKey(
  Sid: string,
  Action: string | readonly string[],
  Resource: string,
  via: string,
): PolicyStatement {
  return { Sid, Effect: "Allow", Action, Resource, Condition: { StringEquals: { "kms:ViaService": via } } };
}
