import { expect, test } from "vitest";
import { leftovers } from "../../../cli/sandbox/leftovers";

const zones = { "route53/zones": ["Z1"] };
const definitions = { "ecs/task_definitions": ["blog/1"] };

test("leaves out what was there before", () => {
  expect(leftovers({}, zones, { ...zones, "s3/buckets": ["logs"] })).toEqual({
    left: { "s3/buckets": ["logs"] },
    kept: {},
  });
});

test("tells task definitions that the stack keeps from those that it does not", () => {
  const keeping = { resource: { aws_ecs_task_definition: { blog: { skip_destroy: true } } } };
  expect(leftovers(keeping, zones, { ...zones, ...definitions })).toEqual({ left: {}, kept: definitions });
  expect(leftovers({}, zones, { ...zones, ...definitions })).toEqual({ left: definitions, kept: {} });
});

test("tells secrets that can be brought back from those that are gone at once", () => {
  const secret = (name: string, recovery_window_in_days: number) => ({ name, recovery_window_in_days });
  const stack = { resource: { aws_secretsmanager_secret: { a: secret("a", 30), b: secret("b", 0) } } };
  const after = { "secretsmanager/secrets": ["a", "b", "c"] };
  expect(leftovers(stack, {}, after)).toEqual({
    left: { "secretsmanager/secrets": ["b", "c"] },
    kept: { "secretsmanager/secrets": ["a"] },
  });
});
