import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { Construct } from "constructs";
import { type Identity, policyJson } from "../identity";
import { NAME_LIMIT, resourceName } from "../naming";
import { subscriptionId } from "../observability/alarm-topic";

/** States of a run that are told, and CodePipeline's words for them. */
export const RUN_STATES = {
  started: "STARTED",
  succeeded: "SUCCEEDED",
  failed: "FAILED",
  stopped: "STOPPED",
  superseded: "SUPERSEDED",
} as const;

/** A state of a run. */
export type RunState = keyof typeof RUN_STATES;

export interface DeliveryEventsProps {
  readonly identity: Identity;
  /** Names of the pipelines; at least one. */
  readonly pipelines: readonly string[];
  /** At least one. */
  readonly states: readonly RunState[];
  /** Addresses that hear of them, once they have confirmed. */
  readonly emails: readonly string[];
  /** ARN of the customer's key, whose policy lets EventBridge use it. @default - not encrypted by KMS */
  readonly kmsKeyArn: string | undefined;
}

/**
 * A topic that hears how runs of pipelines end, and that asks for approvals.
 *
 * Makes `aws_sns_topic` with its policy and subscriptions, and `aws_cloudwatch_event_rule` with its target. Costs next to nothing. It
 * gets EventBridge's own events, which Amazon Q Developer in chat applications shows in Slack and Teams as they are;
 * subscribe it, or an address, to the topic. Leaves out the topic of alarms: those who are woken by an alarm are not
 * those who want to hear of each deployment.
 *
 * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/detect-state-changes-cloudwatch-events.html
 */
export class DeliveryEvents extends Construct {
  readonly topicArn: string;

  constructor(scope: Construct, id: string, props: DeliveryEventsProps) {
    super(scope, id);
    const topic = this.topic(props);
    const rule = this.rule(props);
    const policy = this.policy(props, topic);
    new CloudwatchEventTarget(this, "target", {
      rule: rule.name,
      targetId: "topic",
      arn: topic.arn,
      dependsOn: [policy],
    });
    this.topicArn = topic.arn;
    this.subscribe(props);
  }

  private subscribe({ emails }: DeliveryEventsProps): void {
    for (const email of new Set(emails)) {
      new SnsTopicSubscription(this, subscriptionId(email), {
        topicArn: this.topicArn,
        protocol: "email",
        endpoint: email,
      });
    }
  }

  private topic({ identity, kmsKeyArn: kmsMasterKeyId }: DeliveryEventsProps): SnsTopic {
    return new SnsTopic(this, "topic", { name: `${identity.stack}-deliveries`, kmsMasterKeyId });
  }

  private rule({ identity, pipelines, states }: DeliveryEventsProps): CloudwatchEventRule {
    return new CloudwatchEventRule(this, "runs", {
      name: ruleName(identity),
      description: `Runs of the pipelines of ${identity.stack}`,
      eventPattern: JSON.stringify({
        source: ["aws.codepipeline"],
        "detail-type": ["CodePipeline Pipeline Execution State Change"],
        detail: { pipeline: [...pipelines].sort(), state: states.map((state) => RUN_STATES[state]).sort() },
      }),
    });
  }

  private policy({ identity }: DeliveryEventsProps, topic: SnsTopic): SnsTopicPolicy {
    const { region, account } = identity;
    return new SnsTopicPolicy(this, "policy", {
      arn: topic.arn,
      policy: policyJson([
        {
          Sid: "PublishRuns",
          Effect: "Allow",
          Principal: { Service: "events.amazonaws.com" },
          Action: "sns:Publish",
          Resource: topic.arn,
          Condition: {
            StringEquals: { "aws:SourceAccount": account },
            ArnEquals: { "aws:SourceArn": `arn:aws:events:${region}:${account}:rule/${ruleName(identity)}` },
          },
        },
      ]),
    });
  }
}

function ruleName({ stack }: Identity): string {
  return resourceName([stack, "deliveries"], NAME_LIMIT.eventRule);
}
