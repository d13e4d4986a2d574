import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { SecretsmanagerSecretRotation } from "@cdktf/provider-aws/lib/secretsmanager-secret-rotation";
import { SfnStateMachine } from "@cdktf/provider-aws/lib/sfn-state-machine";
import { Construct } from "constructs";
import { type Identity, type PolicyStatement, ServiceRole } from "../identity";
import { NAME_LIMIT, resourceName } from "../naming";
import { Alarm } from "../observability";
import { type RedeployTarget, redeployDefinition } from "./redeploy-definition";

export interface PasswordRotationProps {
  readonly identity: Identity;
  /** The secret that RDS manages. */
  readonly secretArn: string;
  /** Days between two rotations, 1 to 1000. */
  readonly everyDays: number;
  /** Services that read the password; each is redeployed after a rotation. */
  readonly services: readonly RedeployTarget[];
  /** SNS topic that hears of a redeployment that failed. */
  readonly topicArn: string;
}

/**
 * Rotates the master password and gives the new one to the running services.
 *
 * A secret is read when a container starts and never again. So Secrets Manager's own event about the new
 * version starts a state machine that redeploys every ECS service that uses the database, and restarts the
 * containers of every Beanstalk environment that does.
 *
 * Makes `aws_secretsmanager_secret_rotation` and, when there are services, an event rule with its target,
 * a state machine, two roles and an alarm. Costs about 0.10 USD a month, for the alarm. Deliberately left
 * out: a Lambda (RDS rotates the secret by itself) and a CloudTrail trail (the event needs none).
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_managed.html
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/secret-event-notifications.html
 */
export class PasswordRotation extends Construct {
  constructor(scope: Construct, id: string, props: PasswordRotationProps) {
    super(scope, id);
    this.schedule(props);
    if (props.services.length === 0) return;
    const machine = this.redeployment(props);
    this.trigger(props, machine);
    this.alarm(props, machine);
  }

  private schedule({ secretArn, everyDays }: PasswordRotationProps): void {
    new SecretsmanagerSecretRotation(this, "schedule", {
      secretId: secretArn,
      // Otherwise the apply that makes the environment would replace the password under its first tasks.
      rotateImmediately: false,
      rotationRules: { automaticallyAfterDays: everyDays },
    });
  }

  private redeployment({ identity, services }: PasswordRotationProps): SfnStateMachine {
    const role = new ServiceRole(this, "redeploy", {
      identity,
      name: ["password-redeploy"],
      service: "states.amazonaws.com",
      statements: statements(services),
    });
    return new SfnStateMachine(this, "machine", {
      name: resourceName([identity.stack, "password-redeploy"], NAME_LIMIT.stateMachine),
      type: "STANDARD",
      roleArn: role.arn,
      definition: JSON.stringify(redeployDefinition(services)),
      dependsOn: [...role.grants],
    });
  }

  private trigger({ identity, secretArn }: PasswordRotationProps, machine: SfnStateMachine): void {
    const rule = new CloudwatchEventRule(this, "rotated", {
      name: resourceName([identity.stack, "password-rotated"], NAME_LIMIT.eventRule),
      description: "The database password has a new current version",
      eventPattern: JSON.stringify({
        source: ["aws.secretsmanager"],
        "detail-type": ["Secret Label Updated"],
        resources: [secretArn],
        detail: { labelUpdated: ["AWSCURRENT"] },
      }),
    });
    const role = new ServiceRole(this, "start", {
      identity,
      name: ["password-rotated"],
      service: "events.amazonaws.com",
      statements: [{ Effect: "Allow", Action: "states:StartExecution", Resource: machine.arn }],
    });
    new CloudwatchEventTarget(this, "target", {
      rule: rule.name,
      targetId: "redeploy",
      arn: machine.arn,
      roleArn: role.arn,
      dependsOn: [...role.grants],
    });
  }

  private alarm({ identity, topicArn }: PasswordRotationProps, machine: SfnStateMachine): void {
    new Alarm(this, "failed", {
      identity,
      name: ["password-redeploy", "failed"],
      description:
        "The database password was rotated, but not every service was redeployed: force a new deployment of each.",
      namespace: "AWS/States",
      metric: "ExecutionsFailed",
      statistic: "Sum",
      dimensions: { StateMachineArn: machine.arn },
      periodSeconds: 300,
      evaluationPeriods: 1,
      threshold: 0,
      comparison: ">",
      missingData: "notBreaching",
      topicArn,
    });
  }
}

function statements(services: readonly RedeployTarget[]): PolicyStatement[] {
  const ecs = services.filter((service) => service.kind === "ecs");
  const beanstalk = services.filter((service) => service.kind === "beanstalk");
  const update: PolicyStatement = {
    Effect: "Allow",
    Action: "ecs:UpdateService",
    Resource: ecs.map(({ arn }) => arn),
    Condition: { ArnEquals: { "ecs:cluster": ecs[0]?.clusterArn ?? "" } },
  };
  const restart: PolicyStatement = {
    Effect: "Allow",
    Action: "elasticbeanstalk:RestartAppServer",
    Resource: beanstalk.map(({ arn }) => arn),
  };
  return [...(ecs.length > 0 ? [update] : []), ...(beanstalk.length > 0 ? [restart] : [])];
}
