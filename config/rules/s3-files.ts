import type { S3Files } from "../environment";
import type { Problem } from "../problem";
import type { Rule, Subject } from "./rule";

/** Most words that a command has room for. */
const MOST_FILES = 30;

/** Files from S3 come to tasks that can wait for them. */
export const s3Files: Rule = (subject) =>
  subject.environment.services.flatMap(({ name, runtime, s3Files: files }) => {
    if (files === undefined) return [];
    const path = ["services", name, "s3Files"];
    if (runtime === "beanstalk") {
      const message = "needs a container that others wait for, which Beanstalk does not know";
      return [
        subject.problem(path, {
          message,
          fix: "Fetch them in the image's entry point, as the instance's role.",
        }),
      ];
    }
    return number(subject, path, files);
  });

function number(subject: Subject, path: readonly string[], { objects }: S3Files): Problem[] {
  if (objects.length === 0) {
    const message = "names no file";
    const fix = "Write `objects: { NAME: ARN }`, or remove it.";
    return [subject.problem(path, { message, fix })];
  }
  if (objects.length <= MOST_FILES) return [];
  const fix = `Put them into one archive, or name at most ${MOST_FILES}.`;
  return [subject.problem([...path, "objects"], { message: "are too many files", got: objects.length, fix })];
}
