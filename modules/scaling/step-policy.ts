import { AppautoscalingPolicy } from "@cdktf/provider-aws/lib/appautoscaling-policy";
import type { AppautoscalingTarget } from "@cdktf/provider-aws/lib/appautoscaling-target";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";
import type { Identity } from "../identity";
import { NAME_LIMIT, resourceName } from "../naming";
import type { StepAdjustment, StepPlan, StepScaling } from "./step-adjustments";

/** CloudWatch's names of what is measured. */
const METRICS = { cpu: "CPUUtilization", memory: "MemoryUtilization" } as const;

export interface StepPolicyProps {
  readonly identity: Identity;
  /** Name of the service in its cluster. */
  readonly service: string;
  readonly cluster: string;
  readonly target: AppautoscalingTarget;
  readonly metric: StepScaling["metric"];
  /** Whether the steps are above the threshold and add tasks, or below it and remove them. */
  readonly side: "add" | "remove";
  readonly plan: StepPlan;
  /** Minutes that the metric is averaged over; 1 to 60. */
  readonly periodMinutes: number;
  /** Seconds after a step before the next one. */
  readonly cooldownSeconds: number;
}

/**
 * One direction of step scaling: an alarm, and how many tasks come or go for how far beyond its threshold the
 * metric is.
 *
 * Makes `aws_appautoscaling_policy` and `aws_cloudwatch_metric_alarm`; the alarm is about 0.10 USD a month. It
 * tells nobody: a quiet service is below its lower threshold all night.
 *
 * @see https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-step-scaling-policies.html
 */
export class StepPolicy extends Construct {
  constructor(scope: Construct, id: string, props: StepPolicyProps) {
    super(scope, id);
    this.alarm(props, this.policy(props));
  }

  private policy({ target, side, plan, cooldownSeconds }: StepPolicyProps): AppautoscalingPolicy {
    return new AppautoscalingPolicy(this, "policy", {
      name: side,
      policyType: "StepScaling",
      serviceNamespace: target.serviceNamespace,
      resourceId: target.resourceId,
      scalableDimension: target.scalableDimension,
      stepScalingPolicyConfiguration: {
        adjustmentType: "ChangeInCapacity",
        metricAggregationType: "Average",
        cooldown: cooldownSeconds,
        stepAdjustment: plan.adjustments.map(stepArguments),
      },
    });
  }

  private alarm(props: StepPolicyProps, policy: AppautoscalingPolicy): void {
    const { identity, service, cluster, metric, side, plan, periodMinutes } = props;
    new CloudwatchMetricAlarm(this, "alarm", {
      alarmName: resourceName([identity.stack, service, "scaling", side], NAME_LIMIT.alarm),
      alarmDescription: `Has tasks of ${service} ${side === "add" ? "added" : "removed"}; nobody has to act.`,
      namespace: "AWS/ECS",
      metricName: METRICS[metric],
      statistic: "Average",
      dimensions: { ClusterName: cluster, ServiceName: service },
      period: periodMinutes * 60,
      evaluationPeriods: 1,
      threshold: plan.threshold,
      comparisonOperator: side === "add" ? "GreaterThanThreshold" : "LessThanThreshold",
      // Without a value nothing is known, and nothing is done.
      treatMissingData: "notBreaching",
      alarmActions: [policy.arn],
    });
  }
}

function stepArguments({ lower, upper, change }: StepAdjustment) {
  return {
    metricIntervalLowerBound: lower === undefined ? undefined : String(lower),
    metricIntervalUpperBound: upper === undefined ? undefined : String(upper),
    scalingAdjustment: change,
  };
}
