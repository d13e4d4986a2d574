import { expect, test } from "vitest";
import { fargateEndpoints } from "../../../modules/network";

const NOTHING = { secrets: false, parameters: false, exec: false, customerKey: false };

test("images and logs are always needed", () => {
  expect(fargateEndpoints(NOTHING)).toEqual(["ecr.api", "ecr.dkr", "logs"]);
});

test.each([
  [{ secrets: true }, "secretsmanager"],
  [{ parameters: true }, "ssm"],
  [{ exec: true }, "ssmmessages"],
  [{ customerKey: true }, "kms"],
])("%o adds %s and nothing else", (need, service) => {
  expect(fargateEndpoints({ ...NOTHING, ...need })).toEqual(["ecr.api", "ecr.dkr", "logs", service].sort());
});

test("all needs together", () => {
  expect(fargateEndpoints({ secrets: true, parameters: true, exec: true, customerKey: true })).toEqual([
    "ecr.api",
    "ecr.dkr",
    "kms",
    "logs",
    "secretsmanager",
    "ssm",
    "ssmmessages",
  ]);
});
