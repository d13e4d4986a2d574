import type { RegisteredTask } from "../compute";

/**
 * Events of runs that failed: the service's own container ended with another code than 0, or the task stopped before
 * any container ran. Sidecars do not count; they are killed when the work is done.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_task_events.html
 */
export function failedRunPattern(clusterArn: string, { familyArn, containerName }: RegisteredTask) {
  return {
    source: ["aws.ecs"],
    "detail-type": ["ECS Task State Change"],
    detail: {
      clusterArn: [clusterArn],
      taskDefinitionArn: [{ prefix: `${familyArn}:` }],
      lastStatus: ["STOPPED"],
      $or: [
        { containers: { name: [containerName], exitCode: [{ "anything-but": 0 }] } },
        { stopCode: ["TaskFailedToStart"] },
      ],
    },
  };
}
