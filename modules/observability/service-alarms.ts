import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Identity } from "../identity";
import { Alarm, type AlarmProps } from "./alarm";
import { MetricMathAlarm } from "./metric-math-alarm";

/** Fewest requests in five minutes from which a share of errors says something. */
const LEAST_REQUESTS = 20;

/** Minutes that tasks may be missing or unhealthy beyond what a deployment takes. */
const PATIENCE_MINUTES = 5;

export interface ServiceAlarmsProps {
  readonly identity: Identity;
  /** Name of the service in its cluster. */
  readonly service: string;
  /** Name of the cluster; Container Insights must be on. */
  readonly cluster: string;
  /** Number of tasks; with 0 nothing is missed. */
  readonly desiredCount: number;
  /** Most of all responses that may be 5xx, in per cent. */
  readonly errorPercent: number;
  /** Longest 95th percentile of the response time. */
  readonly latencySeconds: number;
  /** Most use of the task's CPU, in per cent. */
  readonly cpuPercent: number;
  /** Most use of the task's memory, in per cent. */
  readonly memoryPercent: number;
  /** @default - the service gets no traffic, so the alarms about traffic are left out */
  readonly web?: ServiceTraffic;
  /** SNS topic of the environment. */
  readonly topicArn: string;
}

/** Where the metrics about a service's traffic are found. */
export interface ServiceTraffic {
  /** `arn_suffix` of the load balancer. */
  readonly loadBalancer: string;
  /** `arn_suffix` of the target group. */
  readonly targetGroup: string;
  /** Seconds that a new task may take to become healthy. */
  readonly gracePeriodSeconds: number;
}

/**
 * What somebody should be told about a service: errors, slow answers, unhealthy and missing tasks, CPU, memory.
 *
 * Makes up to seven `aws_cloudwatch_metric_alarm`, together about 0.80 USD a month.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-ECS.html
 */
export class ServiceAlarms extends Construct {
  /** The alarms that may roll a deployment back: they tell of a bad version, not of a slow start. */
  readonly rollback: { readonly names: readonly string[]; readonly alarms: readonly ITerraformDependable[] };

  constructor(scope: Construct, id: string, props: ServiceAlarmsProps) {
    super(scope, id);
    const { web } = props;
    const errors = web && this.errors(props, web);
    if (web) this.latency(props, web);
    if (web) this.unhealthyHosts(props, web);
    if (web && props.desiredCount > 0) this.noHealthyHost(props, web);
    if (props.desiredCount > 0) this.runningTasks(props);
    this.use(props, "cpu", "CPUUtilization", props.cpuPercent);
    this.use(props, "memory", "MemoryUtilization", props.memoryPercent);
    this.rollback = errors
      ? { names: [errors.alarmName], alarms: [errors.resource] }
      : { names: [], alarms: [] };
  }

  private errors(props: ServiceAlarmsProps, web: ServiceTraffic): MetricMathAlarm {
    const metric = (name: string) => ({
      namespace: "AWS/ApplicationELB",
      metric: name,
      statistic: "Sum" as const,
      dimensions: traffic(web),
    });
    return new MetricMathAlarm(this, "errors", {
      ...common(props, "errors"),
      description: `More than ${props.errorPercent} % of the responses of ${props.service} are 5xx.`,
      // Errors are not reported at all while there are none.
      expression: `IF(requests >= ${LEAST_REQUESTS}, 100 * FILL(errors, 0) / requests, 0)`,
      label: "5xx responses in per cent",
      metrics: { errors: metric("HTTPCode_Target_5XX_Count"), requests: metric("RequestCount") },
      periodSeconds: 300,
      evaluationPeriods: 1,
      threshold: props.errorPercent,
      comparison: ">",
      missingData: "notBreaching",
    });
  }

  private latency(props: ServiceAlarmsProps, web: ServiceTraffic): void {
    new Alarm(this, "latency", {
      ...common(props, "latency"),
      description: `5 % of the responses of ${props.service} take longer than ${props.latencySeconds} s.`,
      namespace: "AWS/ApplicationELB",
      metric: "TargetResponseTime",
      statistic: "p95",
      dimensions: traffic(web),
      periodSeconds: 300,
      evaluationPeriods: 3,
      threshold: props.latencySeconds,
      comparison: ">",
      missingData: "notBreaching",
    });
  }

  private unhealthyHosts(props: ServiceAlarmsProps, web: ServiceTraffic): void {
    new Alarm(this, "unhealthy", {
      ...common(props, "unhealthy"),
      description: `Tasks of ${props.service} fail the load balancer's health check.`,
      namespace: "AWS/ApplicationELB",
      metric: "UnHealthyHostCount",
      statistic: "Maximum",
      dimensions: traffic(web),
      periodSeconds: 60,
      evaluationPeriods: patience(web),
      threshold: 0,
      comparison: ">",
      missingData: "notBreaching",
    });
  }

  /**
   * A task that never becomes healthy is replaced before it counts as unhealthy for long, and between two tasks
   * there is none to count.
   */
  private noHealthyHost(props: ServiceAlarmsProps, web: ServiceTraffic): void {
    new Alarm(this, "down", {
      ...common(props, "down"),
      description: `No task of ${props.service} passes the load balancer's health check.`,
      namespace: "AWS/ApplicationELB",
      metric: "HealthyHostCount",
      statistic: "Maximum",
      dimensions: traffic(web),
      periodSeconds: 60,
      evaluationPeriods: patience(web),
      threshold: 1,
      comparison: "<",
      missingData: "breaching",
    });
  }

  private runningTasks(props: ServiceAlarmsProps): void {
    new Alarm(this, "running", {
      ...common(props, "running"),
      description: `${props.service} has fewer than ${props.desiredCount} running tasks.`,
      namespace: "ECS/ContainerInsights",
      metric: "RunningTaskCount",
      statistic: "Average",
      dimensions: dimensions(props),
      periodSeconds: 60,
      // A deployment that stops the old task before it starts the new one takes a few minutes.
      evaluationPeriods: 2 * PATIENCE_MINUTES,
      threshold: props.desiredCount,
      comparison: "<",
      // The count of a service is always reported; silence means that the service is gone.
      missingData: "breaching",
    });
  }

  private use(props: ServiceAlarmsProps, id: "cpu" | "memory", metric: string, percent: number): void {
    new Alarm(this, id, {
      ...common(props, id),
      description: `Tasks of ${props.service} use more than ${percent} % of their ${id}.`,
      namespace: "AWS/ECS",
      metric,
      statistic: "Average",
      dimensions: dimensions(props),
      periodSeconds: 300,
      evaluationPeriods: 3,
      threshold: percent,
      comparison: ">",
      missingData: "notBreaching",
    });
  }
}

/** Minutes that a new task may take, and some. */
function patience({ gracePeriodSeconds }: ServiceTraffic): number {
  return PATIENCE_MINUTES + Math.ceil(gracePeriodSeconds / 60);
}

function common(
  { identity, service, topicArn }: ServiceAlarmsProps,
  id: string,
): Pick<AlarmProps, "identity" | "name" | "topicArn"> {
  return { identity, name: [service, id], topicArn };
}

function dimensions({ cluster, service }: ServiceAlarmsProps) {
  return { ClusterName: cluster, ServiceName: service };
}

function traffic({ loadBalancer, targetGroup }: ServiceTraffic) {
  return { LoadBalancer: loadBalancer, TargetGroup: targetGroup };
}
