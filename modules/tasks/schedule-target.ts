import type { SchedulerScheduleTarget } from "@cdktf/provider-aws/lib/scheduler-schedule";
import type { Launch, RegisteredTask } from "../compute";
import type { TaskSchedule } from "./scheduled-task";

/** What a schedule starts, and as whom. */
export interface TargetProps {
  readonly schedule: TaskSchedule;
  readonly task: RegisteredTask;
  readonly launch: Launch;
  readonly exec: boolean;
  readonly roleArn: string;
  readonly failedQueueArn: string;
}

/**
 * The target of a schedule: one task of the newest revision.
 *
 * @see https://docs.aws.amazon.com/scheduler/latest/APIReference/API_EcsParameters.html
 */
export function scheduleTarget({
  schedule,
  task,
  launch,
  exec,
  roleArn,
  failedQueueArn,
}: TargetProps): SchedulerScheduleTarget {
  const { network, placement, platformVersion } = launch;
  return {
    arn: launch.clusterArn,
    roleArn,
    ecsParameters: {
      taskDefinitionArn: task.familyArn,
      taskCount: 1,
      capacityProviderStrategy: launch.capacity.map(({ provider, base, weight }) => ({
        capacityProvider: provider,
        base,
        weight,
      })),
      platformVersion,
      networkConfiguration: network && {
        subnets: [...network.subnets],
        securityGroups: [...network.securityGroups],
        assignPublicIp: network.assignPublicIp,
      },
      placementStrategy: placement.length === 0 ? undefined : placement.map((each) => ({ ...each })),
      enableEcsManagedTags: true,
      enableExecuteCommand: exec,
      propagateTags: "TASK_DEFINITION",
    },
    retryPolicy: {
      maximumRetryAttempts: schedule.retries,
      maximumEventAgeInSeconds: schedule.retryWindowSeconds,
    },
    deadLetterConfig: { arn: failedQueueArn },
  };
}
