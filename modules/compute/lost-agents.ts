import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { SfnStateMachine } from "@cdktf/provider-aws/lib/sfn-state-machine";
import { Construct } from "constructs";
import { type Identity, ServiceRole } from "../identity";
import { NAME_LIMIT, resourceName } from "../naming";
import { WorkflowAlarm } from "../observability";
import { lostAgentDefinition } from "./lost-agent-definition";

export interface LostAgentsProps {
  readonly identity: Identity;
  /** ARN of the cluster. */
  readonly clusterArn: string;
  /** ARN of the instances' Auto Scaling group. */
  readonly groupArn: string;
  /** SNS topic that hears of a replaced instance. */
  readonly topicArn: string;
}

/**
 * Replaces instances whose ECS agent is gone.
 *
 * Tasks on such an instance run on, but ECS can neither stop nor replace them, and to EC2 the instance is healthy.
 * An agent also loses its connection for moments, several times a day, and nobody wants to hear of that. So an event
 * about a lost connection starts a state machine that looks again after a while.
 *
 * Makes an event rule with its target, a state machine, two roles and an alarm. Costs about 0.10 USD a month, for
 * the alarm.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_container_instance_events.html
 */
export class LostAgents extends Construct {
  constructor(scope: Construct, id: string, props: LostAgentsProps) {
    super(scope, id);
    const machine = this.machine(props);
    this.trigger(props, machine);
    this.alarm(props, machine);
  }

  private machine({ identity, clusterArn, groupArn }: LostAgentsProps): SfnStateMachine {
    const { region, account, stack } = identity;
    const role = new ServiceRole(this, "replace", {
      identity,
      name: ["agent-replace"],
      service: "states.amazonaws.com",
      statements: [
        {
          Effect: "Allow",
          Action: "ecs:DescribeContainerInstances",
          Resource: `arn:aws:ecs:${region}:${account}:container-instance/${stack}/*`,
        },
        { Effect: "Allow", Action: "autoscaling:SetInstanceHealth", Resource: groupArn },
      ],
    });
    return new SfnStateMachine(this, "machine", {
      name: resourceName([stack, "agent-replace"], NAME_LIMIT.stateMachine),
      type: "STANDARD",
      roleArn: role.arn,
      definition: JSON.stringify(lostAgentDefinition(clusterArn)),
      dependsOn: [...role.grants],
    });
  }

  private trigger({ identity, clusterArn }: LostAgentsProps, machine: SfnStateMachine): void {
    const rule = new CloudwatchEventRule(this, "lost", {
      name: resourceName([identity.stack, "agent-lost"], NAME_LIMIT.eventRule),
      description: "The ECS agent of an instance has lost its connection",
      eventPattern: JSON.stringify({
        source: ["aws.ecs"],
        "detail-type": ["ECS Container Instance State Change"],
        // An instance that drains is about to leave.
        detail: { clusterArn: [clusterArn], agentConnected: [false], status: ["ACTIVE"] },
      }),
    });
    const role = new ServiceRole(this, "start", {
      identity,
      name: ["agent-lost"],
      service: "events.amazonaws.com",
      statements: [{ Effect: "Allow", Action: "states:StartExecution", Resource: machine.arn }],
    });
    new CloudwatchEventTarget(this, "target", {
      rule: rule.name,
      targetId: "replace",
      arn: machine.arn,
      roleArn: role.arn,
      dependsOn: [...role.grants],
    });
  }

  private alarm({ identity, topicArn }: LostAgentsProps, machine: SfnStateMachine): void {
    new WorkflowAlarm(this, "replaced", {
      identity,
      name: ["agent-replace", "failed"],
      description:
        "An instance of the cluster lost its ECS agent and is being replaced, or could not be: see the state machine's execution.",
      stateMachineArn: machine.arn,
      topicArn,
    });
  }
}
