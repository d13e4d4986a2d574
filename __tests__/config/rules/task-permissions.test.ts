import { describe, expect, it } from "vitest";
import { complaints, validated, withService } from "../../support/config";

const problemsOf = (lines: string) => complaints(validated(withService(lines)));
const permission = (action: string, resource: string) =>
  problemsOf(`permissions: [{ actions: ["${action}"], resources: ["${resource}"] }]`);

describe("what a service may do in AWS", () => {
  it.each([
    ["s3:GetObject", "arn:aws:s3:::example-uploads/*"],
    ["sqs:SendMessage", "arn:aws:sqs:us-west-2:111122223333:jobs"],
    ["dynamodb:Query", "arn:aws:dynamodb:us-west-2:111122223333:table/users/index/*"],
  ])("accepts %s on %s", (action, resource) => {
    expect(permission(action, resource)).toEqual([]);
  });

  it.each([
    ["every action", "s3:*", "arn:aws:s3:::example-uploads/*", "is not one action"],
    ["actions by a pattern", "s3:Get*", "arn:aws:s3:::example-uploads/*", "is not one action"],
    ["everything", "*", "arn:aws:s3:::example-uploads/*", "is not one action"],
    ["a role for itself", "iam:PassRole", "arn:aws:iam::111122223333:role/admin", "could give a task more"],
    ["another role", "sts:AssumeRole", "arn:aws:iam::111122223333:role/admin", "could give a task more"],
    ["every resource", "s3:GetObject", "*", "is not the ARN of a resource"],
    ["a pattern in the middle", "s3:GetObject", "arn:aws:s3:::*/a", "is not the ARN of a resource"],
  ])("refuses %s", (_, action, resource, message) => {
    expect(permission(action, resource).join()).toContain(message);
  });
});

describe("files from S3", () => {
  const FILES = "s3Files: { path: /run/files, objects: { app.yml: arn:aws:s3:::example-secrets/app.yml } }";

  it("accepts files with a directory of their own", () => {
    expect(problemsOf(FILES)).toEqual([]);
  });

  it.each([
    ["files without a directory", "s3Files: { objects: { a: arn:aws:s3:::example-secrets/a } }", "`path:`"],
    ["a directory without files", "s3Files: { path: /run/files }", "names no file"],
    [
      "a file with a folder in its name",
      "s3Files: { objects: { ../a: arn:aws:s3:::example/a } }",
      "is not the name of a file",
    ],
    ["more than one object", 's3Files: { objects: { a: "arn:aws:s3:::example-secrets/*" } }', "S3 object"],
    [
      "a place that is taken",
      `${FILES}\ntmpfs: { /run/files: { sizeMiB: 1 } }`,
      "is also where s3Files is mounted",
    ],
    [
      "Beanstalk",
      `runtime: beanstalk\nhealthCheck: { path: /up }\n${FILES}`,
      "which Beanstalk does not know",
    ],
    [
      "a sidecar with the name of the container that fetches",
      `${FILES}\nsidecars: { s3-files: { image: example/a:1.0.0 } }`,
      "is the name of the container that fetches",
    ],
    [
      "too many files",
      `s3Files: { path: /a, objects: { ${Array.from({ length: 31 }, (_, i) => `f${i}: arn:aws:s3:::example/f${i}`).join(", ")} } }`,
      "are too many files",
    ],
  ])("refuses %s", (_, lines, message) => {
    expect(problemsOf(lines).join("\n")).toContain(message);
  });
});
