import { describe, expect, it } from "vitest";
import { runbookView } from "../../stacks/runbook";
import { renderMarkdown } from "../../templates/render";
import { TEAM, validated } from "../support/config";

function runbook(service: string): string {
  const { environments } = validated(`${TEAM}      job: { image: "a/b:1", ${service} }\n`);
  const [environment] = environments ?? [];
  if (environment === undefined) throw new Error("the team file is wrong");
  const text = renderMarkdown("runbook", runbookView(environment));
  return text.slice(text.indexOf("## job"), text.indexOf("## Going back"));
}

describe("the runbook of what is only started", () => {
  it("starts a task, waits for its end and reads the exit code", () => {
    const job = runbook("kind: task");
    expect(job).toContain('TASK=$(sh -c "$(terraform output -raw run_job)")');
    expect(job).toContain("aws ecs wait tasks-stopped --cluster festa-production");
    expect(job).toContain("terraform output -raw run_job_input > run.json");
    expect(job).not.toContain("aws ecs describe-services");
    expect(job).not.toContain("aws sqs");
  });

  it("reads and empties the queue of a schedule", () => {
    const job = runbook('schedule: { cron: "0 3 * * *" }');
    expect(job).toContain("--queue-name festa-production-job-failed");
    expect(job).toContain("aws sqs purge-queue");
  });

  it("looks into the service of what keeps running", () => {
    const job = runbook("kind: worker");
    expect(job).toContain("aws ecs describe-services --cluster festa-production --services job");
    expect(job).not.toContain("terraform output");
  });
});

describe("the runbook of what keeps running", () => {
  it("goes back by a command of the engine, and later by the one who owns the image", () => {
    const rolling = runbook("kind: worker");
    expect(rolling).toContain("aws ecs stop-service-deployment --stop-type ROLLBACK");
    expect(rolling).toContain("revert the commit");
    expect(rolling).not.toContain("aws deploy");
    const owned = runbook("kind: worker, release: { owner: pipeline }");
    expect(owned).toContain("aws ecs describe-service-revisions");
    expect(owned).not.toContain("revert the commit");
    const native = runbook("kind: worker, deploy: { engine: ecs-native }");
    expect(native).toContain("requests return to them at once");
  });

  it("asks CodeDeploy alone to exchange the tasks of its services", () => {
    const job = runbook("port: 8080, paths: [/job], deploy: { engine: codedeploy }");
    expect(job).toContain("aws deploy stop-deployment --auto-rollback-enabled");
    expect(job).toContain("--application-name festa-production-job");
    expect(job).not.toContain("aws ecs update-service");
  });
});
