import { LOG_ROUTER_NAME } from "../../modules/observability/datadog/reserved";
import type { Service } from "../environment";
import type { Problem } from "../problem";
import type { Rule, Subject } from "./rule";

/**
 * A shell in a container of a task needs room for the agent of ECS Exec.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html
 */
export const exec: Rule = (subject) =>
  subject.environment.services
    .filter((service) => service.exec && service.runtime !== "beanstalk")
    .flatMap((service) => [...readOnly(subject, service), ...besideLogRouter(subject, service)]);

function readOnly(subject: Subject, { name, readonlyRootFilesystem }: Service): Problem[] {
  if (!readonlyRootFilesystem) return [];
  const message = "is true, but the root file system is read-only and ECS Exec writes to it";
  const fix = "Write `exec: false`, or `readonlyRootFilesystem: false`.";
  return [subject.problem(["services", name, "exec"], { message, fix })];
}

function besideLogRouter(subject: Subject, { name, runtime }: Service): Problem[] {
  const { datadog } = subject.environment;
  if (datadog === undefined || !datadog.logs || runtime !== "fargate") return [];
  const message = `is true in a task with ${LOG_ROUTER_NAME}: ECS Exec is known to fail now and then beside FireLens`;
  const fix = "Try it before it is needed, or write `logs: false` under `datadog:`.";
  return [subject.problem(["services", name, "exec"], { severity: "warning", message, fix })];
}
