import { describe, expect, it } from "vitest";
import { taskSecrets } from "../../../modules/compute";
import { ecrRepositoryArn } from "../../../modules/compute/ecr-repository";
import { container, task } from "./tasks";

const SECRET = "arn:aws:secretsmanager:us-west-2:111122223333:secret:team/key-AbCdEf";
const PARAMETER = "arn:aws:ssm:us-west-2:111122223333:parameter/team/key";
const REFERENCE = "$".concat("{TfToken[TOKEN.7]}");

describe("taskSecrets", () => {
  it.each([
    ["an ARN", SECRET, SECRET],
    ["an ARN with a key", `${SECRET}:password::`, SECRET],
    ["an ARN with a key and a version", `${SECRET}:password:AWSPREVIOUS:`, SECRET],
    ["a reference", REFERENCE, REFERENCE],
    ["a reference with a key", `${REFERENCE}:password::`, REFERENCE],
  ])("finds the secret in %s", (_what, valueFrom, arn) => {
    expect(taskSecrets(task(container({ secrets: { A: valueFrom } })))).toEqual({
      secrets: [arn],
      parameters: [],
    });
  });

  it("names each secret and parameter once, those of log drivers too", () => {
    const logging = { driver: "firelens", options: {}, secretOptions: { apikey: PARAMETER } } as const;
    const one = container({ secrets: { A: `${SECRET}:a::`, B: `${SECRET}:b::` }, logging });
    const other = container({ secrets: { A: SECRET, B: PARAMETER } });
    expect(taskSecrets(task(one, other))).toEqual({ secrets: [SECRET], parameters: [PARAMETER] });
  });
});

describe("ecrRepositoryArn", () => {
  const host = "111122223333.dkr.ecr.us-west-2.amazonaws.com";
  it.each([`${host}/team/blog:1.2`, `${host}/team/blog@sha256:${"0".repeat(64)}`, `${host}/team/blog`])(
    "names the repository of %s",
    (image) => {
      expect(ecrRepositoryArn(image)).toBe("arn:aws:ecr:us-west-2:111122223333:repository/team/blog");
    },
  );

  it.each(["ghost:6.77.0", "public.ecr.aws/datadog/agent:7.84.6", "ghcr.io/a/b:1"])(
    "names none for %s",
    (image) => expect(ecrRepositoryArn(image)).toBeUndefined(),
  );
});
