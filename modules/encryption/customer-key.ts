import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Construct } from "constructs";
import { type Identity, type PolicyStatement, policyJson } from "../identity";

export interface CustomerKeyProps {
  readonly identity: Identity;
  /** Whether events go to an encrypted topic. @default false */
  readonly events?: boolean;
}

/** Days between the order to delete the key and its end; 30 is the longest that AWS has. */
const DELETION_WINDOW_DAYS = 30;

/**
 * The key of an environment, where AWS's own keys are not enough: for its database, files, secrets, logs
 * and alarms.
 *
 * Makes `aws_kms_key` with yearly rotation and the alias `alias/<stack>`. Costs 1 USD a month, 2 after the
 * first rotation and 3 after the second, and 0.03 USD for 10,000 requests.
 *
 * Deliberately left out: multi-Region keys, imported key material, and use of the key by other accounts,
 * by EC2 Auto Scaling (encrypted volumes) or by Fargate (ephemeral storage).
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html
 */
export class CustomerKey extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { identity, events: hasEvents = false }: CustomerKeyProps) {
    super(scope, id);
    const key = new KmsKey(this, "key", {
      description: `Encrypts the data of ${identity.stack}`,
      enableKeyRotation: true,
      deletionWindowInDays: DELETION_WINDOW_DAYS,
      policy: policyJson([
        administration(identity),
        logs(identity),
        alarms(identity),
        ...(hasEvents ? [events(identity)] : []),
      ]),
      tags: { Name: identity.stack },
      lifecycle: identity.protect ? { preventDestroy: true } : undefined,
    });
    new KmsAlias(this, "alias", { name: `alias/${identity.stack}`, targetKeyId: key.keyId });
    this.arn = key.arn;
  }
}

// In a key policy the resource "*" is the key itself; there is no other.
const THIS_KEY = "*";

/**
 * Lets IAM policies of the account decide. Aurora, EFS and Secrets Manager need no statement of their own:
 * they use the key with the rights of whoever makes or reads the resource, or by a grant which that caller
 * gives them.
 *
 * It is all of KMS as in AWS's default key policy: with less, nobody may be left who can mend the key.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
function administration({ account }: Identity): PolicyStatement {
  return {
    Sid: "AccountByIam",
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${account}:root` },
    Action: "kms:*",
    Resource: THIS_KEY,
  };
}

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html */
function logs({ account, region }: Identity): PolicyStatement {
  return {
    Sid: "LogGroupsOfTheAccount",
    Effect: "Allow",
    Principal: { Service: `logs.${region}.amazonaws.com` },
    Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
    Resource: THIS_KEY,
    Condition: {
      ArnLike: { "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:${region}:${account}:log-group:*` },
    },
  };
}

/**
 * An alarm can only notify an encrypted topic if CloudWatch can use the topic's key.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services
 */
function alarms({ account }: Identity): PolicyStatement {
  return {
    Sid: "AlarmsOfTheAccount",
    Effect: "Allow",
    Principal: { Service: "cloudwatch.amazonaws.com" },
    Action: ["kms:GenerateDataKey*", "kms:Decrypt"],
    Resource: THIS_KEY,
    Condition: { StringEquals: { "aws:SourceAccount": account } },
  };
}

/**
 * The same for EventBridge, which tells an encrypted topic of pipelines' runs.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services
 */
function events({ account }: Identity): PolicyStatement {
  return {
    Sid: "EventsOfTheAccount",
    Effect: "Allow",
    Principal: { Service: "events.amazonaws.com" },
    Action: ["kms:GenerateDataKey*", "kms:Decrypt"],
    Resource: THIS_KEY,
    Condition: { StringEquals: { "aws:SourceAccount": account } },
  };
}
