import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { Construct } from "constructs";
import type { Logging } from "../compute/container";
import type { Identity } from "../identity";
import { logGroupName } from "./log-group-name";

export interface ServiceLogGroupProps {
  readonly identity: Identity;
  /** Name of the service, unique in the environment. */
  readonly service: string;
  /** Days that an event is kept; one of the periods that CloudWatch Logs has. */
  readonly retentionDays: number;
  /** ARN of the customer's key. @default - CloudWatch's own encryption */
  readonly kmsKeyArn?: string;
}

/**
 * The log group of one service, `/teamstacks/<stack>/<service>`, made before its first task so that ECS need
 * not be allowed to make groups, and no group without an end is left behind.
 *
 * Makes `aws_cloudwatch_log_group`. Costs what CloudWatch Logs takes in and keeps.
 */
export class ServiceLogGroup extends Construct {
  readonly name: string;
  /** Without `:*`. */
  readonly arn: string;
  /** For the service's containers; a stream is `<service>/<container>/<task>`. */
  readonly logging: Extract<Logging, { readonly driver: "cloudwatch" }>;

  constructor(scope: Construct, id: string, props: ServiceLogGroupProps) {
    super(scope, id);
    const group = new CloudwatchLogGroup(this, "group", {
      name: logGroupName(props.identity.stack, props.service),
      retentionInDays: props.retentionDays,
      kmsKeyId: props.kmsKeyArn,
    });
    this.name = group.name;
    this.arn = group.arn;
    this.logging = {
      driver: "cloudwatch",
      group: group.name,
      region: props.identity.region,
      streamPrefix: props.service,
    };
  }
}
