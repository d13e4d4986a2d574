import {
  AppautoscalingPolicy,
  type AppautoscalingPolicyTargetTrackingScalingPolicyConfiguration,
} from "@cdktf/provider-aws/lib/appautoscaling-policy";
import { AppautoscalingScheduledAction } from "@cdktf/provider-aws/lib/appautoscaling-scheduled-action";
import { AppautoscalingTarget } from "@cdktf/provider-aws/lib/appautoscaling-target";
import { Construct } from "constructs";
import type { Identity } from "../identity";
import { type RequestedGroups, requestsOfGroups } from "./requests-of-groups";
import { type StepScaling, stepsAbove, stepsBelow } from "./step-adjustments";
import { StepPolicy } from "./step-policy";

/** Bounds that hold from a recurring time on. */
export interface ScalingSchedule {
  /** Unique in the service. */
  readonly name: string;
  /** `cron(…)` with six fields. */
  readonly expression: string;
  /** IANA name; daylight-saving time is followed. */
  readonly timeZone: string;
  readonly minTasks: number;
  readonly maxTasks: number;
}

export interface ServiceScalingProps {
  readonly identity: Identity;
  readonly cluster: string;
  /** Name of the service in its cluster, and a reference to it: the service has to exist before. */
  readonly service: { readonly name: string; readonly reference: string };
  readonly minTasks: number;
  readonly maxTasks: number;
  /** Average use of the tasks' CPU to keep; 1 to 100. @default - CPU is not tracked */
  readonly cpuPercent?: number;
  /** Average use of the tasks' memory to keep; 1 to 100. @default - memory is not tracked */
  readonly memoryPercent?: number;
  /** Requests per task and minute to keep. @default - requests are not tracked */
  readonly requests?: RequestedGroups & { readonly perTaskPerMinute: number };
  /** @default - no steps */
  readonly step?: StepScaling;
  /** Seconds after tasks were added before more are. */
  readonly scaleOutCooldownSeconds: number;
  /** Seconds after tasks were removed before more are. */
  readonly scaleInCooldownSeconds: number;
  readonly schedules: readonly ScalingSchedule[];
}

/**
 * Changes the number of a service's tasks: by load, in steps, by the clock.
 *
 * Makes `aws_appautoscaling_target`, an `aws_appautoscaling_policy` for every metric that is tracked, a
 * `StepPolicy` for each direction, and an `aws_appautoscaling_scheduled_action` for every schedule. Free, but for
 * alarms: AWS makes two for every policy that tracks, steps have one for each direction. Leaves out predictive
 * scaling and metrics of one's own.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html
 */
export class ServiceScaling extends Construct {
  private readonly target: AppautoscalingTarget;

  constructor(scope: Construct, id: string, props: ServiceScalingProps) {
    super(scope, id);
    this.target = this.bounds(props);
    this.track(props, "cpu", "ECSServiceAverageCPUUtilization", props.cpuPercent);
    this.track(props, "memory", "ECSServiceAverageMemoryUtilization", props.memoryPercent);
    this.requests(props);
    this.steps(props);
    this.schedules(props);
  }

  private bounds({ cluster, service, minTasks, maxTasks, schedules }: ServiceScalingProps) {
    return new AppautoscalingTarget(this, "target", {
      serviceNamespace: "ecs",
      scalableDimension: "ecs:service:DesiredCount",
      resourceId: `service/${cluster}/${service.reference}`,
      minCapacity: minTasks,
      maxCapacity: maxTasks,
      // Schedules write their bounds here, and a plan must not take them back.
      lifecycle: schedules.length === 0 ? undefined : { ignoreChanges: ["min_capacity", "max_capacity"] },
    });
  }

  private requests(props: ServiceScalingProps): void {
    if (props.requests === undefined) return;
    const { perTaskPerMinute, loadBalancer, targetGroups } = props.requests;
    const predefinedMetricType = "ALBRequestCountPerTarget";
    const resourceLabel = `${loadBalancer}/${targetGroups[0]}`;
    const metric =
      targetGroups.length === 1
        ? { predefinedMetricSpecification: { predefinedMetricType, resourceLabel } }
        : { customizedMetricSpecification: { metrics: requestsOfGroups(props.requests) } };
    this.policy(props, "requests", perTaskPerMinute, metric);
  }

  private track(
    props: ServiceScalingProps,
    id: string,
    predefinedMetricType: string,
    targetValue: number | undefined,
  ): void {
    if (targetValue === undefined) return;
    this.policy(props, id, targetValue, { predefinedMetricSpecification: { predefinedMetricType } });
  }

  private policy(
    props: ServiceScalingProps,
    id: string,
    targetValue: number,
    metric: Pick<
      AppautoscalingPolicyTargetTrackingScalingPolicyConfiguration,
      "predefinedMetricSpecification" | "customizedMetricSpecification"
    >,
  ): void {
    new AppautoscalingPolicy(this, id, {
      name: id,
      policyType: "TargetTrackingScaling",
      ...this.scaled(),
      targetTrackingScalingPolicyConfiguration: {
        ...metric,
        targetValue,
        scaleOutCooldown: props.scaleOutCooldownSeconds,
        scaleInCooldown: props.scaleInCooldownSeconds,
      },
    });
  }

  private steps({ identity, cluster, service, step, ...cooldowns }: ServiceScalingProps): void {
    if (step === undefined) return;
    const { target } = this;
    const { metric, periodMinutes } = step;
    const common = { identity, cluster, service: service.name, target, metric, periodMinutes };
    const above = stepsAbove(step.add);
    const below = stepsBelow(step.remove);
    if (above !== undefined) {
      const cooldownSeconds = cooldowns.scaleOutCooldownSeconds;
      new StepPolicy(this, "add", { ...common, side: "add", plan: above, cooldownSeconds });
    }
    if (below !== undefined) {
      const cooldownSeconds = cooldowns.scaleInCooldownSeconds;
      new StepPolicy(this, "remove", { ...common, side: "remove", plan: below, cooldownSeconds });
    }
  }

  private schedules({ schedules }: ServiceScalingProps): void {
    for (const { name, expression, timeZone, minTasks, maxTasks } of schedules) {
      new AppautoscalingScheduledAction(this, `schedule_${name}`, {
        name,
        ...this.scaled(),
        schedule: expression,
        timezone: timeZone,
        scalableTargetAction: { minCapacity: String(minTasks), maxCapacity: String(maxTasks) },
      });
    }
  }

  private scaled() {
    const { serviceNamespace, resourceId, scalableDimension } = this.target;
    return { serviceNamespace, resourceId, scalableDimension };
  }
}
