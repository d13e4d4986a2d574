import type { Task } from "./container";

/**
 * The task with an init process in the service's own container, which reaps what an ECS Exec session leaves
 * behind. Sidecars keep their own first process: some refuse to be anything else.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html
 */
export function withExec(task: Task): Task {
  const [main, ...others] = task.containers;
  if (main === undefined) return task;
  return { ...task, containers: [{ ...main, initProcess: true }, ...others] };
}
