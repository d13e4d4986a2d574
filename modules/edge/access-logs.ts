import type { Construct } from "constructs";
import type { Identity } from "../identity";
import { NAME_LIMIT, resourceName } from "../naming";
import { PrivateBucket } from "../storage";

export interface AccessLogsProps {
  readonly identity: Identity;
  /** Name of the load balancer in the environment, where it has several. @default - it is the only one */
  readonly label?: string;
  /** Days after which a log file is deleted; 1 to 3,653. */
  readonly retentionDays: number;
}

/**
 * The bucket that the load balancer writes its access logs to.
 *
 * A `PrivateBucket`. Costs storage only: a log line is a few hundred bytes per request. Leaves out a KMS key, which
 * load balancer logs do not support, and versioning, because a delivered log file is never written again.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
 */
export class AccessLogs extends PrivateBucket {
  constructor(scope: Construct, id: string, { identity, label, retentionDays }: AccessLogsProps) {
    const { stack, account, region, protect } = identity;
    const words = [stack, ...(label === undefined ? [] : [label]), account, region, "alb-logs"];
    super(scope, id, {
      name: resourceName(words, NAME_LIMIT.bucket),
      disposable: !protect,
      versioned: false,
      expiry: { id: "expire", expiration: [{ days: retentionDays }] },
      allow: (bucketArn) => [
        {
          Sid: "LoadBalancerWrites",
          Effect: "Allow",
          // One service principal for all regions. The account in the key is what keeps other accounts'
          // load balancers out; a condition on aws:SourceArn makes AWS's own test write fail.
          Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
          Action: "s3:PutObject",
          Resource: `${bucketArn}/AWSLogs/${account}/*`,
        },
      ],
    });
  }
}
