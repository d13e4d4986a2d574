import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Identity } from "../identity";
import { Alarm, type AlarmProps } from "./alarm";
import { MetricMathAlarm } from "./metric-math-alarm";
import { addTrafficAlarm, metricsOf, type ServiceTraffic } from "./traffic-alarm";

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
    const metrics = (name: string, metric: string) =>
      metricsOf(web, name, { namespace: "AWS/ApplicationELB", metric, statistic: "Sum" });
    const errors = metrics("errors", "HTTPCode_Target_5XX_Count");
    const requests = metrics("requests", "RequestCount");
    return new MetricMathAlarm(this, "errors", {
      ...common(props, "errors"),
      description: `More than ${props.errorPercent} % of the responses of ${props.service} are 5xx.`,
      // Errors are not reported at all while there are none.
      expression: errorShare(Object.keys(errors), Object.keys(requests)),
      label: "5xx responses in per cent",
      metrics: { ...errors, ...requests },
      periodSeconds: 300,
      evaluationPeriods: 1,
      threshold: props.errorPercent,
      comparison: ">",
      missingData: "notBreaching",
    });
  }

  private latency(props: ServiceAlarmsProps, web: ServiceTraffic): void {
    addTrafficAlarm(this, "latency", web, {
      ...common(props, "latency"),
      description: `5 % of the responses of ${props.service} take longer than ${props.latencySeconds} s.`,
      metric: "TargetResponseTime",
      statistic: "p95",
      periodSeconds: 300,
      evaluationPeriods: 3,
      threshold: props.latencySeconds,
      comparison: ">",
      missingData: "notBreaching",
    });
  }

  private unhealthyHosts(props: ServiceAlarmsProps, web: ServiceTraffic): void {
    addTrafficAlarm(this, "unhealthy", web, {
      ...common(props, "unhealthy"),
      description: `Tasks of ${props.service} fail the load balancer's health check.`,
      metric: "UnHealthyHostCount",
      statistic: "Maximum",
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
    addTrafficAlarm(this, "down", web, {
      ...common(props, "down"),
      description: `No task of ${props.service} passes the load balancer's health check.`,
      metric: "HealthyHostCount",
      statistic: "Maximum",
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

/** Errors of all groups in per cent of their requests. */
function errorShare(errors: readonly string[], requests: readonly string[]): string {
  const failed = errors.map((name) => `FILL(${name}, 0)`).join(" + ");
  // Without requests a single group has no value to fill.
  const all =
    requests.length === 1 ? requests.join() : requests.map((name) => `FILL(${name}, 0)`).join(" + ");
  const [sum, total] = requests.length === 1 ? [failed, all] : [`(${failed})`, `(${all})`];
  return `IF(${total} >= ${LEAST_REQUESTS}, 100 * ${sum} / ${total}, 0)`;
}
