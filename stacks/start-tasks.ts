import { type ITerraformDependable, TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { runTaskCommand, runTaskInput, ScheduledTask } from "../modules/tasks";
import type { Start } from "./run-tasks";
import type { ServiceParts } from "./service-parts";

/** What is not kept running: outputs tell how to start a task by hand, and a schedule starts it by the clock. */
export function startTasks(scope: Construct, parts: ServiceParts, start: Start): void {
  addOutputs(scope, parts, start);
  addSchedule(scope, parts, start);
}

function addOutputs(scope: Construct, { service, shared }: ServiceParts, { task, launch }: Start): void {
  const { region } = shared.identity;
  const started = { region, task, launch, exec: service.exec };
  const stack = TerraformStack.of(scope);
  const output = (id: string, description: string, value: string) =>
    new TerraformOutput(stack, id, { value, description });
  output(`run_${service.name}`, `Command that starts the task ${service.name}`, runTaskCommand(started));
  output(
    `run_${service.name}_input`,
    `The same as input of aws ecs run-task --cli-input-json`,
    runTaskInput(started),
  );
}

function addSchedule(scope: Construct, parts: ServiceParts, { task, roles, launch }: Start): void {
  const { service, shared } = parts;
  const { schedule, name, exec } = service;
  if (schedule === undefined) return;
  const { identity, keyArn: kmsKeyArn, topicArn } = shared;
  new ScheduledTask(scope, "schedule", {
    identity,
    name,
    schedule,
    task,
    launch,
    exec,
    kmsKeyArn,
    topicArn,
    dependsOn: [...roles.grants, ...surroundings(parts)],
  });
}

/** What tasks need around them: the database and the files. */
export function surroundings({ shared: { database, files } }: ServiceParts): ITerraformDependable[] {
  return [...(database?.ready ?? []), ...(files?.ready ?? [])];
}
