import { Construct } from "constructs";
import type { Identity } from "../identity";
import { Alarm, type AlarmProps } from "../observability";
import { maxConnections } from "./engine";

/** An Aurora capacity unit is about 2 GiB of memory. */
const BYTES_PER_ACU = 2 * 1024 ** 3;

const CAPACITY_PERCENT = 90;
const CPU_PERCENT = 80;
const FREE_MEMORY_PERCENT = 5;
const CONNECTIONS_PERCENT = 80;

/** Minutes that a limit must be near before anybody is called; scaling up takes seconds. */
const MINUTES = 15;

export interface DatabaseAlarmsProps {
  readonly identity: Identity;
  readonly clusterIdentifier: string;
  /** Least capacity in Aurora capacity units; one near the most leaves no capacity to alarm about. */
  readonly minCapacityAcu: number;
  /** Most capacity in Aurora capacity units; memory and connections are measured against it. */
  readonly maxCapacityAcu: number;
  /** SNS topic that hears of the alarms. */
  readonly topicArn: string;
}

/**
 * Alarms on a serverless Aurora MySQL cluster that nears the limit of its capacity, CPU, memory or
 * connections. Each looks at the busiest instance of every minute, whichever role it has.
 *
 * Makes four `aws_cloudwatch_metric_alarm`, or three where the capacity is all but fixed; about 0.40 USD a
 * month. Deliberately left out: latency and
 * slow queries (a service's own latency alarm shows what they do), storage (it grows by itself) and local
 * storage (AWS documents no size for serverless instances to measure it by).
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html#aurora-serverless-v2.viewing.monitoring
 */
export class DatabaseAlarms extends Construct {
  constructor(scope: Construct, id: string, props: DatabaseAlarmsProps) {
    super(scope, id);
    for (const [name, limit] of Object.entries(limits(props))) {
      new Alarm(this, name, {
        ...limit,
        identity: props.identity,
        name: ["database", name],
        namespace: "AWS/RDS",
        dimensions: { DBClusterIdentifier: props.clusterIdentifier },
        periodSeconds: 60,
        evaluationPeriods: MINUTES,
        // A paused database sends nothing and lacks nothing.
        missingData: "notBreaching",
        topicArn: props.topicArn,
      });
    }
  }
}

type Limit = Pick<AlarmProps, "description" | "metric" | "statistic" | "threshold" | "comparison">;

function limits({ minCapacityAcu, maxCapacityAcu }: DatabaseAlarmsProps): Record<string, Limit> {
  const connections = maxConnections(maxCapacityAcu);
  const remedy = "raise maxCapacityAcu or find the cause.";
  return {
    // With a fixed capacity the share in use is always 100 %.
    ...((minCapacityAcu / maxCapacityAcu) * 100 < CAPACITY_PERCENT && {
      capacity: {
        ...atLeast("ACUUtilization", CAPACITY_PERCENT),
        description: `A database instance runs at ${CAPACITY_PERCENT} % or more of its ${maxCapacityAcu} ACU: ${remedy}`,
      },
    }),
    cpu: {
      ...atLeast("CPUUtilization", CPU_PERCENT),
      description: `A database instance uses ${CPU_PERCENT} % or more of the CPU of ${maxCapacityAcu} ACU: ${remedy}`,
    },
    memory: {
      metric: "FreeableMemory",
      statistic: "Minimum",
      comparison: "<",
      threshold: Math.round(maxCapacityAcu * BYTES_PER_ACU * (FREE_MEMORY_PERCENT / 100)),
      description: `A database instance has less than ${FREE_MEMORY_PERCENT} % of the memory of ${maxCapacityAcu} ACU left: ${remedy}`,
    },
    connections: {
      ...atLeast("DatabaseConnections", Math.floor(connections * (CONNECTIONS_PERCENT / 100))),
      description: `A database instance has ${CONNECTIONS_PERCENT} % or more of its ${connections} connections open: make pools smaller or raise maxCapacityAcu.`,
    },
  };
}

function atLeast(metric: string, threshold: number) {
  return { metric, statistic: "Maximum", comparison: ">=", threshold } as const;
}
