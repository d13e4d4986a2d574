import type { BeanstalkScaling, BeanstalkServiceProps, ScheduledScaling } from "./service-props";
import { type Options, type Setting, settings } from "./settings";

/** Seconds after a change in which there is no other, where nothing scales. */
const COOLDOWN_SECONDS = 360;

/** Percentages that CPU never goes beyond. */
const NEVER: BeanstalkScaling = {
  metric: "cpu",
  upper: 100,
  lower: 0,
  periodMinutes: 5,
  step: 1,
  cooldownSeconds: COOLDOWN_SECONDS,
};

/** How many instances there are, and what changes it. */
export function scalingOptions({
  instances,
  scaling = NEVER,
}: Pick<BeanstalkServiceProps, "instances" | "scaling">): Options {
  return {
    "aws:autoscaling:asg": {
      Cooldown: scaling.cooldownSeconds,
      MaxSize: instances.max,
      MinSize: instances.min,
    },
    // Always written: without it Elastic Beanstalk scales on outgoing network traffic.
    "aws:autoscaling:trigger": trigger(scaling),
  };
}

/** @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-autoscaling-triggers.html */
function trigger({ metric, upper, lower, periodMinutes, step }: BeanstalkScaling): Options[string] {
  return {
    BreachDuration: periodMinutes,
    EvaluationPeriods: 1,
    LowerBreachScaleIncrement: -step,
    LowerThreshold: lower,
    ...(metric === "cpu"
      ? { MeasureName: "CPUUtilization", Unit: "Percent" }
      : { MeasureName: "TargetResponseTime", Unit: "Seconds" }),
    Period: periodMinutes,
    Statistic: "Average",
    UpperBreachScaleIncrement: step,
    UpperThreshold: upper,
  };
}

/**
 * Bounds that change at set times. These are the only settings of a named resource.
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-autoscaling-scheduledactions.html
 */
export function scheduleSettings(schedules: readonly ScheduledScaling[]): Setting[] {
  return schedules.flatMap(({ name, recurrence, min, max, desired }) =>
    settings(
      {
        "aws:autoscaling:scheduledaction": {
          DesiredCapacity: desired,
          MaxSize: max,
          MinSize: min,
          Recurrence: recurrence,
          Suspend: false,
        },
      },
      name,
    ),
  );
}
