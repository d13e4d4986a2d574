import { handlesImages } from "../delivery-plan";
import type { Service } from "../environment";
import type { Problem } from "../problem";
import type { Rule, Subject } from "./rule";

/** What a pipeline runs around its deployment is a task of the environment that can run its image. */
export const deliverySteps: Rule = (subject) =>
  subject.environment.services.flatMap((service) =>
    (["before", "after"] as const).flatMap((key) => step(subject, service, key)),
  );

function step(subject: Subject, { name, pipeline, image }: Service, key: "before" | "after"): Problem[] {
  const wanted = pipeline?.[key];
  if (pipeline === undefined || wanted === undefined) return [];
  const path = ["services", name, "pipeline", key];
  if (!handlesImages(pipeline)) {
    const message = "has no image to run: the pipeline deploys its source as it is";
    const fix = "Remove it, or write how the image is built.";
    return [subject.problem(path, { message, got: wanted, fix })];
  }
  const tasks = subject.environment.services.filter(({ kind }) => kind === "task");
  const task = tasks.find((one) => one.name === wanted);
  if (task === undefined) {
    const isThere = subject.environment.services.some((one) => one.name === wanted);
    const message = isThere
      ? "is a service that keeps running or has a schedule, not a task"
      : "is no service of the environment";
    const names = tasks.map((one) => `\`${one.name}\``).join(", ");
    const fix =
      names === ""
        ? `Write a service \`${wanted}\` with \`kind: task\`.`
        : `Write one of the tasks: ${names}.`;
    return [subject.problem(path, { message, got: wanted, fix })];
  }
  if (repositoryOf(task.image) === repositoryOf(image)) return [];
  const message = `is run with the image that the pipeline deploys, not with ${task.image}`;
  const fix = `Write \`like: ${name}\` in \`${wanted}\`, or the same image.`;
  return [subject.problem(path, { severity: "warning", message, got: wanted, fix })];
}

function repositoryOf(image: string): string {
  return image.replace(/@sha256:.*$/, "").replace(/:[^/:]*$/, "");
}
