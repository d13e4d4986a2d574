import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { FlowLog } from "@cdktf/provider-aws/lib/flow-log";
import { Construct } from "constructs";
import { type Identity, ServiceRole } from "../identity";

export interface FlowLogsProps {
  readonly identity: Identity;
  readonly vpcId: string;
  /** Days; one of the periods that CloudWatch Logs has. */
  readonly retentionDays: number;
  /** Key that encrypts the records. @default - the key of CloudWatch Logs */
  readonly kmsKeyArn: string | undefined;
}

/**
 * A record of every connection in the VPC, accepted or refused, in CloudWatch Logs.
 *
 * Makes `aws_flow_log`, its log group and its role. Costs what CloudWatch asks for vended logs: about 0.50
 * to 0.76 USD for each GB, and storage.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-cwl.html
 */
export class FlowLogs extends Construct {
  constructor(scope: Construct, id: string, props: FlowLogsProps) {
    super(scope, id);
    const tags = { Name: `${props.identity.stack}-flow-logs` };
    const group = this.logGroup(props, tags);
    const role = this.role(props.identity, group);
    new FlowLog(this, "record", {
      vpcId: props.vpcId,
      trafficType: "ALL",
      logDestinationType: "cloud-watch-logs",
      logDestination: group.arn,
      iamRoleArn: role.arn,
      tags,
      dependsOn: [...role.grants],
    });
  }

  private logGroup(props: FlowLogsProps, tags: Record<string, string>): CloudwatchLogGroup {
    return new CloudwatchLogGroup(this, "group", {
      name: `/teamstacks/${props.identity.stack}/flow-logs`,
      retentionInDays: props.retentionDays,
      kmsKeyId: props.kmsKeyArn,
      tags,
      lifecycle: props.identity.protect ? { preventDestroy: true } : undefined,
    });
  }

  private role(identity: Identity, group: CloudwatchLogGroup): ServiceRole {
    return new ServiceRole(this, "writer", {
      identity,
      name: ["flow-logs"],
      service: "vpc-flow-logs.amazonaws.com",
      trustConditions: {
        StringEquals: { "aws:SourceAccount": identity.account },
        // The flow log's id is not known before it exists, and it cannot exist before the role.
        ArnLike: { "aws:SourceArn": `arn:aws:ec2:${identity.region}:${identity.account}:vpc-flow-log/*` },
      },
      statements: [
        {
          Effect: "Allow",
          Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
          // Log streams are resources below the group.
          Resource: [group.arn, `${group.arn}:*`],
        },
      ],
    });
  }
}
