import { CloudwatchLogResourcePolicy } from "@cdktf/provider-aws/lib/cloudwatch-log-resource-policy";
import type { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { type Identity, policyJson } from "../identity";

export interface WafLogPolicyProps {
  readonly identity: Identity;
  /** A provider for each region with entrances. */
  readonly providers: Readonly<Record<string, TerraformProvider>>;
}

/**
 * Lets AWS write the logs of all web ACLs of the account: one of the ten policies of a region, where every entrance
 * would take one of its own.
 *
 * Makes an `aws_cloudwatch_log_resource_policy` in each region. Costs nothing.
 *
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/logging-cw-logs.html
 */
export class WafLogPolicy extends Construct {
  constructor(scope: Construct, id: string, { identity, providers }: WafLogPolicyProps) {
    super(scope, id);
    for (const [region, provider] of Object.entries(providers)) {
      new CloudwatchLogResourcePolicy(this, region, {
        policyName: `${identity.stack}-waf-logs`,
        policyDocument: policyOf(region, identity.account),
        provider,
      });
    }
  }
}

function policyOf(region: string, account: string): string {
  return policyJson([
    {
      Effect: "Allow",
      Principal: { Service: "delivery.logs.amazonaws.com" },
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      // WAF writes only to groups whose name starts like this.
      Resource: `arn:aws:logs:${region}:${account}:log-group:aws-waf-logs-*:*`,
      Condition: {
        StringEquals: { "aws:SourceAccount": account },
        ArnLike: { "aws:SourceArn": `arn:aws:logs:${region}:${account}:*` },
      },
    },
  ]);
}
