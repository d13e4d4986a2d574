import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { SfnStateMachine } from "@cdktf/provider-aws/lib/sfn-state-machine";
import { Construct } from "constructs";
import { type Identity, type PolicyStatement, ServiceRole } from "../identity";
import { NAME_LIMIT, resourceName } from "../naming";
import { WorkflowAlarm } from "../observability";
import { type RedeployTarget, redeployDefinition } from "./redeploy-definition";

export interface RedeploymentProps {
  readonly identity: Identity;
  /** What names of AWS begin with after the stack: `password`, or `<user>-password`. */
  readonly name: string;
  /** Secret with the password. */
  readonly secretArn: string;
  /** Services that read the password; each is redeployed when there is a new one. */
  readonly services: readonly RedeployTarget[];
  /** SNS topic that hears of a redeployment that failed. */
  readonly topicArn: string;
}

/**
 * Gives a new password to the running services.
 *
 * A secret is read when a container starts and never again. So Secrets Manager's own event about the new
 * version starts a state machine that redeploys every ECS service that uses the password, and restarts the
 * containers of every Beanstalk environment that does.
 *
 * Makes, when there are services, an event rule with its target, a state machine, two roles and an alarm. Costs
 * about 0.10 USD a month, for the alarm. Deliberately left out: a CloudTrail trail (the event needs none).
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/secret-event-notifications.html
 */
export class Redeployment extends Construct {
  constructor(scope: Construct, id: string, props: RedeploymentProps) {
    super(scope, id);
    if (props.services.length === 0) return;
    const machine = this.redeployment(props);
    this.trigger(props, machine);
    this.alarm(props, machine);
  }

  private redeployment({ identity, name, services }: RedeploymentProps): SfnStateMachine {
    const role = new ServiceRole(this, "redeploy", {
      identity,
      name: [`${name}-redeploy`],
      service: "states.amazonaws.com",
      statements: statements(services),
    });
    return new SfnStateMachine(this, "machine", {
      name: resourceName([identity.stack, `${name}-redeploy`], NAME_LIMIT.stateMachine),
      type: "STANDARD",
      roleArn: role.arn,
      definition: JSON.stringify(redeployDefinition(services)),
      dependsOn: [...role.grants],
    });
  }

  private trigger({ identity, name, secretArn }: RedeploymentProps, machine: SfnStateMachine): void {
    const rule = new CloudwatchEventRule(this, "rotated", {
      name: resourceName([identity.stack, `${name}-rotated`], NAME_LIMIT.eventRule),
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
      name: [`${name}-rotated`],
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

  private alarm({ identity, name, topicArn }: RedeploymentProps, machine: SfnStateMachine): void {
    new WorkflowAlarm(this, "failed", {
      identity,
      name: [`${name}-redeploy`, "failed"],
      description:
        "The database password was rotated, but not every service was redeployed: force a new deployment of each.",
      stateMachineArn: machine.arn,
      topicArn,
    });
  }
}

function statements(services: readonly RedeployTarget[]): PolicyStatement[] {
  const ecs = services.filter((service) => service.kind === "ecs");
  const codeDeploy = services.filter((service) => service.kind === "codedeploy");
  const beanstalk = services.filter((service) => service.kind === "beanstalk");
  const update: PolicyStatement = {
    Effect: "Allow",
    Action: "ecs:UpdateService",
    Resource: ecs.map(({ arn }) => arn),
    Condition: { ArnEquals: { "ecs:cluster": ecs[0]?.clusterArn ?? "" } },
  };
  const read: PolicyStatement = {
    Effect: "Allow",
    Action: "ecs:DescribeServices",
    Resource: codeDeploy.map(({ arn }) => arn),
  };
  const deploy: PolicyStatement = {
    Effect: "Allow",
    Action: [
      "codedeploy:CreateDeployment",
      "codedeploy:GetDeploymentConfig",
      "codedeploy:RegisterApplicationRevision",
    ],
    Resource: codeDeploy.flatMap(({ applicationArn, groupArn, configArn }) => [
      applicationArn,
      groupArn,
      configArn,
    ]),
  };
  const restart: PolicyStatement = {
    Effect: "Allow",
    Action: "elasticbeanstalk:RestartAppServer",
    Resource: beanstalk.map(({ arn }) => arn),
  };
  return [
    ...(ecs.length > 0 ? [update] : []),
    ...(codeDeploy.length > 0 ? [read, deploy] : []),
    ...(beanstalk.length > 0 ? [restart] : []),
  ];
}
