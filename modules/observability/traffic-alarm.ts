import type { Construct } from "constructs";
import { Alarm, type AlarmProps } from "./alarm";
import { type MathMetric, MetricMathAlarm } from "./metric-math-alarm";

/** Where the metrics about a service's traffic are found. */
export interface ServiceTraffic {
  /** `arn_suffix` of the load balancer. */
  readonly loadBalancer: string;
  /** `arn_suffix` of the target group. */
  readonly targetGroup: string;
  /** The same of the group that deployments exchange it with. @default - there is one group */
  readonly alternateTargetGroup?: string;
  /** Seconds that a new task may take to become healthy. */
  readonly gracePeriodSeconds: number;
}

/**
 * Adds an alarm on a metric of a target group. Where deployments exchange two groups, the higher value of both counts:
 * the one that is idle reports nothing, or zero.
 */
export function addTrafficAlarm(
  scope: Construct,
  id: string,
  web: ServiceTraffic,
  props: Omit<AlarmProps, "namespace" | "dimensions">,
): void {
  const namespace = "AWS/ApplicationELB";
  const [dimensions = {}, ...others] = groupDimensions(web);
  if (others.length === 0) {
    new Alarm(scope, id, { ...props, namespace, dimensions });
    return;
  }
  const { metric, statistic, ...rest } = props;
  const metrics = metricsOf(web, "group", { namespace, metric, statistic });
  const values = Object.keys(metrics).map((name) => `FILL(${name}, 0)`);
  const expression = `MAX([${values.join(", ")}])`;
  new MetricMathAlarm(scope, id, { ...rest, expression, label: metric, metrics });
}

/** A metric of each target group, by `name`, and `name2` for the second. */
export function metricsOf(
  web: ServiceTraffic,
  name: string,
  metric: Omit<MathMetric, "dimensions">,
): Record<string, MathMetric> {
  return Object.fromEntries(
    groupDimensions(web).map((dimensions, index) => [
      index === 0 ? name : `${name}${index + 1}`,
      { ...metric, dimensions },
    ]),
  );
}

function groupDimensions({ loadBalancer, targetGroup, alternateTargetGroup }: ServiceTraffic) {
  const groups = [targetGroup, ...(alternateTargetGroup === undefined ? [] : [alternateTargetGroup])];
  return groups.map((group) => ({ LoadBalancer: loadBalancer, TargetGroup: group }));
}
