import { createHash } from "node:crypto";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { Construct } from "constructs";
import { type Identity, policyJson } from "../identity";
import { addressPart, resourceName } from "../naming";

/** Longest name of a topic. @see https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html */
const TOPIC_LIMIT = 256;

export interface AlarmTopicProps {
  readonly identity: Identity;
  /** Addresses that hear of alarms, once they have confirmed. */
  readonly emails: readonly string[];
  /**
   * ARN of the customer's key, whose policy lets CloudWatch use it. AWS's own key for SNS would not: alarms
   * could not publish.
   *
   * @default - not encrypted beyond what SNS always does on disk
   * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
   */
  readonly kmsKeyArn?: string;
}

/**
 * Where an environment's alarms go, and who hears of them.
 *
 * Makes `aws_sns_topic`, `aws_sns_topic_policy` and an `aws_sns_topic_subscription` per address. E-mail is free
 * up to 1,000 a month. An address must be confirmed by the person who reads it; until then Terraform is content
 * and nobody is told. Leaves out chat and paging.
 */
export class AlarmTopic extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: AlarmTopicProps) {
    super(scope, id);
    const topic = new SnsTopic(this, "topic", {
      name: resourceName([props.identity.stack, "alarms"], TOPIC_LIMIT),
      kmsMasterKeyId: props.kmsKeyArn,
    });
    this.arn = topic.arn;
    this.allowAlarms(props.identity);
    this.subscribe(props.emails);
  }

  private allowAlarms({ account, region, stack }: Identity): void {
    new SnsTopicPolicy(this, "policy", {
      arn: this.arn,
      policy: policyJson([
        {
          Sid: "PublishAlarms",
          Effect: "Allow",
          Principal: { Service: "cloudwatch.amazonaws.com" },
          Action: "sns:Publish",
          Resource: this.arn,
          Condition: {
            StringEquals: { "aws:SourceAccount": account },
            ArnLike: { "aws:SourceArn": `arn:aws:cloudwatch:${region}:${account}:alarm:${stack}-*` },
          },
        },
      ]),
    });
  }

  private subscribe(emails: readonly string[]): void {
    for (const email of new Set(emails)) {
      new SnsTopicSubscription(this, subscriptionId(email), {
        topicArn: this.arn,
        protocol: "email",
        endpoint: email,
      });
    }
  }
}

/** An address in the words of a Terraform address; the hash tells `a.b@example.net` from `a-b@example.net`. */
export function subscriptionId(email: string): string {
  const hash = createHash("sha256").update(email).digest("hex").slice(0, 6);
  return `${addressPart(email)}-${hash}`;
}
