import type { Task } from "./container";

/** ARNs of all secrets that ECS reads when it starts a task. */
export interface TaskSecrets {
  /** Secrets Manager, without JSON key and version. */
  readonly secrets: readonly string[];
  /** SSM Parameter Store. */
  readonly parameters: readonly string[];
}

/** What the containers of a task, and their log drivers, take from Secrets Manager and Parameter Store. */
export function taskSecrets(task: Task): TaskSecrets {
  const sources = task.containers.flatMap((container) => [
    ...Object.values(container.secrets),
    ...(container.logging.driver === "firelens" ? Object.values(container.logging.secretOptions) : []),
  ]);
  const isParameter = (source: string) => source.startsWith("arn:aws:ssm:");
  return {
    secrets: distinct(sources.filter((source) => !isParameter(source)).map(secretArn)),
    parameters: distinct(sources.filter(isParameter)),
  };
}

/**
 * The ARN at the front of a `valueFrom`. What follows it is always `:key:stage:id`, and an ARN that is only
 * known to Terraform has no colon of its own, so the last three colons are the suffix's.
 */
function secretArn(valueFrom: string): string {
  const suffix = /^(arn:aws:secretsmanager(?::[^:]+){4}|[^:]+)(?::[^:]*){3}$/.exec(valueFrom);
  return suffix?.[1] ?? valueFrom;
}

function distinct(items: readonly string[]): string[] {
  return [...new Set(items)].sort();
}
