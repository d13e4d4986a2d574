import type { AppautoscalingPolicyTargetTrackingScalingPolicyConfigurationCustomizedMetricSpecificationMetrics as Metric } from "@cdktf/provider-aws/lib/appautoscaling-policy";

/** Target groups whose requests are those of one service, as CloudWatch names them. */
export interface RequestedGroups {
  /** `arn_suffix` of the load balancer. */
  readonly loadBalancer: string;
  /** `arn_suffix` of each target group; two where deployments exchange them. */
  readonly targetGroups: readonly string[];
}

/**
 * Requests per target of several target groups, added up. AWS's own metric knows one group, and is the wrong one after
 * every other deployment that exchanges two; while requests go over, each group has its part of them.
 *
 * @see https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-target-tracking-metric-math.html
 */
export function requestsOfGroups({ loadBalancer, targetGroups }: RequestedGroups): Metric[] {
  const groups = targetGroups.map((targetGroup, index) => ({ id: `group${index + 1}`, targetGroup }));
  const sum: Metric = {
    id: "requests",
    expression: groups.map(({ id }) => `FILL(${id}, 0)`).join(" + "),
    label: "Requests per task",
    returnData: true,
  };
  return [sum, ...groups.map(({ id, targetGroup }) => requests(id, loadBalancer, targetGroup))];
}

function requests(id: string, loadBalancer: string, targetGroup: string): Metric {
  return {
    id,
    metricStat: {
      metric: {
        namespace: "AWS/ApplicationELB",
        metricName: "RequestCountPerTarget",
        dimensions: [
          { name: "LoadBalancer", value: loadBalancer },
          { name: "TargetGroup", value: targetGroup },
        ],
      },
      stat: "Sum",
    },
    returnData: false,
  };
}
