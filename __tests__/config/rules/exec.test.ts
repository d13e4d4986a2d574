import { describe, expect, it } from "vitest";
import { complaints, validated, withEnvironment, withService } from "../../support/config";

const place = "teams/festa.yaml";
const exec = "environments.production.services.app.exec";

describe("a shell in a container", () => {
  it("accepts one where the root file system is writable", () => {
    expect(complaints(validated(withService("exec: true")))).toEqual([]);
    expect(complaints(validated(withService("exec: false\nreadonlyRootFilesystem: true")))).toEqual([]);
  });

  it("refuses one where it is read-only", () => {
    expect(complaints(validated(withService("exec: true\nreadonlyRootFilesystem: true")))).toEqual([
      `${place}:21:15 ${exec}: is true, but the root file system is read-only and ECS Exec writes to it. Write \`exec: false\`, or \`readonlyRootFilesystem: false\`.`,
    ]);
  });

  it("warns of one beside FireLens, and not where Datadog takes no logs", () => {
    const datadog = (logs: boolean) =>
      withEnvironment(
        `datadog: { site: datadoghq.com, apiKeySecret: arn:aws:ssm:us-west-2:111122223333:parameter/k, logs: ${logs} }`,
      );
    expect(complaints(validated(`${datadog(true)}        exec: true\n`))).toEqual([
      `warning ${place}:22:15 ${exec}: is true in a task with datadog-log-router: ECS Exec is known to fail now and then beside FireLens. Try it before it is needed, or write \`logs: false\` under \`datadog:\`.`,
    ]);
    expect(complaints(validated(`${datadog(false)}        exec: true\n`))).toEqual([]);
  });
});
