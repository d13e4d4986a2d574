import { Construct } from "constructs";
import type { Identity } from "../identity";
import { Alarm, type AlarmProps } from "./alarm";
import { MetricMathAlarm } from "./metric-math-alarm";

/** Fewest requests in five minutes from which a share of errors says something. */
const LEAST_REQUESTS = 20;

/** Enhanced health as a number: 15 is Warning, 20 Degraded, 25 Severe. */
const DEGRADED = 20;

export interface BeanstalkAlarmsProps {
  readonly identity: Identity;
  /** Name of the service. */
  readonly service: string;
  /** Name of the Beanstalk environment. */
  readonly environmentName: string;
  /** `arn_suffix` of the load balancer; undefined for a worker, which has no alarms about traffic. */
  readonly loadBalancer: string | undefined;
  /** Most of all responses that may be 5xx, in per cent. */
  readonly errorPercent: number;
  /** Longest 95th percentile of the response time. */
  readonly latencySeconds: number;
  /** SNS topic of the environment. */
  readonly topicArn: string;
}

/**
 * What somebody should be told about a service on Beanstalk: bad health, errors and slow answers.
 *
 * Makes up to three `aws_cloudwatch_metric_alarm`, together about 0.40 USD a month. Leaves out CPU and memory of
 * the instances: enhanced health turns to Warning by itself when they run short, and names the cause.
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/health-enhanced-cloudwatch.html
 */
export class BeanstalkAlarms extends Construct {
  constructor(scope: Construct, id: string, props: BeanstalkAlarmsProps) {
    super(scope, id);
    this.health(props);
    if (props.loadBalancer === undefined) return;
    this.errors(props, { LoadBalancer: props.loadBalancer });
    this.latency(props, { LoadBalancer: props.loadBalancer });
  }

  private health(props: BeanstalkAlarmsProps): void {
    new Alarm(this, "health", {
      ...common(props, "health"),
      description: `Instances of ${props.service} are degraded or worse.`,
      namespace: "AWS/ElasticBeanstalk",
      metric: "EnvironmentHealth",
      statistic: "Maximum",
      dimensions: { EnvironmentName: props.environmentName },
      periodSeconds: 60,
      // A deployment in place takes the only instance away for a few minutes.
      evaluationPeriods: 10,
      threshold: DEGRADED,
      comparison: ">=",
      missingData: "breaching",
    });
  }

  private errors(props: BeanstalkAlarmsProps, dimensions: Record<string, string>): void {
    const metric = (name: string) => ({
      namespace: "AWS/ApplicationELB",
      metric: name,
      statistic: "Sum" as const,
      dimensions,
    });
    new MetricMathAlarm(this, "errors", {
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

  private latency(props: BeanstalkAlarmsProps, dimensions: Record<string, string>): void {
    new Alarm(this, "latency", {
      ...common(props, "latency"),
      description: `5 % of the responses of ${props.service} take longer than ${props.latencySeconds} s.`,
      namespace: "AWS/ApplicationELB",
      metric: "TargetResponseTime",
      statistic: "p95",
      dimensions,
      periodSeconds: 300,
      evaluationPeriods: 3,
      threshold: props.latencySeconds,
      comparison: ">",
      missingData: "notBreaching",
    });
  }
}

function common(
  { identity, service, topicArn }: BeanstalkAlarmsProps,
  id: string,
): Pick<AlarmProps, "identity" | "name" | "topicArn"> {
  return { identity, name: [service, id], topicArn };
}
