import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { CloudwatchLogResourcePolicy } from "@cdktf/provider-aws/lib/cloudwatch-log-resource-policy";
import type { Wafv2WebAcl } from "@cdktf/provider-aws/lib/wafv2-web-acl";
import { Wafv2WebAclLoggingConfiguration } from "@cdktf/provider-aws/lib/wafv2-web-acl-logging-configuration";
import { Construct } from "constructs";
import { type Identity, policyJson } from "../../identity";
import { entranceWords } from "./entrance-words";

/** Headers that sign a client in; whoever reads the log must not be able to be that client. */
const REDACTED_HEADERS = ["authorization", "cookie"] as const;

export interface WafLogProps {
  readonly identity: Identity;
  /** Name of the entrance in the environment, where it has several. @default - it is the only one */
  readonly label?: string;
  readonly webAcl: Wafv2WebAcl;
  /** Days that CloudWatch Logs keeps an event. */
  readonly retentionDays: number;
  /** Whether somebody else lets AWS write to the log groups of the account. @default false */
  readonly sharedLogPolicy?: boolean;
  /** KMS key of the log group; `undefined` leaves encryption to CloudWatch Logs. */
  readonly kmsKeyArn: string | undefined;
}

/**
 * The log of a web ACL: one event per request, with what decided it.
 *
 * Makes `aws_cloudwatch_log_group`, unless it is shared the `aws_cloudwatch_log_resource_policy` that lets AWS
 * write to it (an account has ten per region), and `aws_wafv2_web_acl_logging_configuration`. Costs ingestion per GB.
 *
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/logging-cw-logs.html
 */
export class WafLog extends Construct {
  constructor(scope: Construct, id: string, props: WafLogProps) {
    super(scope, id);
    const group = this.group(props);
    const policy = props.sharedLogPolicy ? undefined : this.letAwsWrite(props, group);
    new Wafv2WebAclLoggingConfiguration(this, "delivery", {
      resourceArn: props.webAcl.arn,
      logDestinationConfigs: [group.arn],
      redactedFields: REDACTED_HEADERS.map((name) => ({ singleHeader: { name } })),
      dependsOn: policy && [policy],
    });
  }

  private group({ identity, label, retentionDays, kmsKeyArn }: WafLogProps): CloudwatchLogGroup {
    return new CloudwatchLogGroup(this, "group", {
      // WAF writes only to groups whose name starts like this.
      name: ["aws-waf-logs", ...entranceWords(identity, label)].join("-"),
      retentionInDays: retentionDays,
      kmsKeyId: kmsKeyArn,
      lifecycle: identity.protect ? { preventDestroy: true } : undefined,
    });
  }

  private letAwsWrite({ identity, label }: WafLogProps, group: CloudwatchLogGroup) {
    const { region, account } = identity;
    return new CloudwatchLogResourcePolicy(this, "policy", {
      policyName: [...entranceWords(identity, label), "waf"].join("-"),
      policyDocument: policyJson([
        {
          Effect: "Allow",
          Principal: { Service: "delivery.logs.amazonaws.com" },
          Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
          Resource: `${group.arn}:*`,
          Condition: {
            StringEquals: { "aws:SourceAccount": account },
            ArnLike: { "aws:SourceArn": `arn:aws:logs:${region}:${account}:*` },
          },
        },
      ]),
    });
  }
}
