import { SchedulerSchedule } from "@cdktf/provider-aws/lib/scheduler-schedule";
import { SchedulerScheduleGroup } from "@cdktf/provider-aws/lib/scheduler-schedule-group";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Launch, RegisteredTask } from "../compute";
import { type Identity, ServiceRole } from "../identity";
import { NAME_LIMIT, resourceName } from "../naming";
import { FailedRuns } from "./failed-runs";
import { scheduleTarget } from "./schedule-target";
import { schedulerStatements } from "./scheduler-statements";

/** When a task is started, and how often that is tried. */
export interface TaskSchedule {
  /** `cron(…)` with six fields, or `rate(…)`. */
  readonly expression: string;
  /** IANA name; daylight-saving time is followed. */
  readonly timeZone: string;
  /** Times that a start is tried again; 0 to 185. */
  readonly retries: number;
  /** Seconds after which a start is given up; 60 to 86,400. */
  readonly retryWindowSeconds: number;
  /** Minutes within which a start may be late; 0 to 1,440. */
  readonly flexibleMinutes: number;
  readonly enabled: boolean;
}

export interface ScheduledTaskProps {
  readonly identity: Identity;
  /** Name of the service. */
  readonly name: string;
  readonly schedule: TaskSchedule;
  readonly task: RegisteredTask;
  readonly launch: Launch;
  /** Whether `aws ecs execute-command` is allowed. */
  readonly exec: boolean;
  /** ARN of the customer's key that the schedule is encrypted with. @default - AWS's own key */
  readonly kmsKeyArn?: string;
  /** SNS topic that hears of starts and runs that failed. */
  readonly topicArn: string;
  /** What must exist before the first run: grants, mount targets, secrets. */
  readonly dependsOn: readonly ITerraformDependable[];
}

/**
 * Starts a task by the clock.
 *
 * Makes `aws_scheduler_schedule` in an `aws_scheduler_schedule_group` of its own, with a role that can start this
 * task in this cluster and nothing else, and `FailedRuns`. Schedules are free up to 14 million starts a month;
 * the alarms cost 0.20 USD.
 *
 * Deliberately leaves out a guard against overlap: a run that takes longer than the interval meets the next one,
 * and only the application can tell whether that does harm. A run that fails is not repeated either.
 *
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/what-is-scheduler.html
 */
export class ScheduledTask extends Construct {
  constructor(scope: Construct, id: string, props: ScheduledTaskProps) {
    super(scope, id);
    const failed = this.failedRuns(props);
    const group = this.group(props);
    const role = this.role(props, failed);
    this.schedule(props, { failed, group, role });
  }

  private failedRuns({ identity, name, task, launch, topicArn }: ScheduledTaskProps): FailedRuns {
    const { clusterArn } = launch;
    return new FailedRuns(this, "failed", { identity, name, task, clusterArn, topicArn });
  }

  /** Its ARN is what Scheduler names when it takes the role, so that no other schedule of the account can. */
  private group({ identity, name }: ScheduledTaskProps): SchedulerScheduleGroup {
    return new SchedulerScheduleGroup(this, "group", {
      name: resourceName([identity.stack, name], NAME_LIMIT.schedule),
    });
  }

  private role(props: ScheduledTaskProps, failed: FailedRuns): ServiceRole {
    const { identity, name } = props;
    const group = resourceName([identity.stack, name], NAME_LIMIT.schedule);
    const groupArn = `arn:aws:scheduler:${identity.region}:${identity.account}:schedule-group/${group}`;
    return new ServiceRole(this, "role", {
      identity,
      name: [name, "schedule"],
      service: "scheduler.amazonaws.com",
      trustConditions: {
        StringEquals: { "aws:SourceAccount": identity.account },
        ArnEquals: { "aws:SourceArn": groupArn },
      },
      statements: schedulerStatements({ ...props, failedQueueArn: failed.queueArn }),
    });
  }

  private schedule(
    props: ScheduledTaskProps,
    { failed, group, role }: { failed: FailedRuns; group: SchedulerScheduleGroup; role: ServiceRole },
  ): void {
    const { identity, name, schedule, kmsKeyArn } = props;
    const { flexibleMinutes } = schedule;
    new SchedulerSchedule(this, "schedule", {
      name: resourceName([identity.stack, name], NAME_LIMIT.schedule),
      groupName: group.name,
      description: `Starts the task ${name}`,
      scheduleExpression: schedule.expression,
      scheduleExpressionTimezone: schedule.timeZone,
      state: schedule.enabled ? "ENABLED" : "DISABLED",
      flexibleTimeWindow:
        flexibleMinutes === 0
          ? { mode: "OFF" }
          : { mode: "FLEXIBLE", maximumWindowInMinutes: flexibleMinutes },
      kmsKeyArn,
      target: scheduleTarget({ ...props, roleArn: role.arn, failedQueueArn: failed.queueArn }),
      dependsOn: [...role.grants, ...props.launch.ready, ...props.dependsOn],
    });
  }
}
