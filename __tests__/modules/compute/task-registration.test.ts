import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { FargateTask, InstanceTask } from "../../../modules/compute";
import { botocoreReport, requireBotocore } from "../../support/botocore";
import { synth, TEST_IDENTITY } from "../../support/synth";
import { container, GHOST } from "./tasks";

const IMAGE = "<IMAGE1_NAME>";
const COMMON = {
  identity: TEST_IDENTITY,
  name: "blog",
  roles: {
    executionRoleArn: "arn:aws:iam::111122223333:role/team-test-blog-execution",
    taskRoleArn: "arn:aws:iam::111122223333:role/team-test-blog-task",
    grants: [],
  },
  cpu: 1024,
  memoryMiB: 2048,
  architecture: "arm64" as const,
  exec: false,
};

function registered(): { fargate: string; instances: string; definition: Record<string, unknown> } {
  let [fargate, instances] = ["", ""];
  const stack = synth((scope) => {
    const onFargate = { ...COMMON, task: GHOST, ephemeralStorageGiB: 40 };
    fargate = new FargateTask(scope, "blog", onFargate).registration(IMAGE);
    const mounts = [{ volume: "sockets", path: "/sockets", readOnly: false }];
    const task = {
      containers: [container({ cpu: 512, mounts }), container({ name: "cache", cpu: 256, memoryMiB: 512 })],
    };
    const volumes = [{ kind: "host", name: "sockets", path: "/var/run/datadog" }] as const;
    const onInstances = {
      ...COMMON,
      memoryMiB: 4096,
      task: { ...task, volumes },
      network: "bridge" as const,
    };
    instances = new InstanceTask(scope, "other", onInstances).registration(IMAGE);
  });
  return { fargate, instances, definition: stack.one("aws_ecs_task_definition", "blog_task") };
}

describe("the registration of a task", () => {
  it("is that of the golden file", async () => {
    const path = join(__dirname, "../../golden/delivery/taskdef.json");
    await expect(`${registered().fargate}\n`).toMatchFileSnapshot(path);
  });

  it("says what Terraform registers, but for the image of the service's own container", () => {
    const { fargate, definition } = registered();
    const input = JSON.parse(fargate);
    expect(input).toMatchObject({
      family: definition.family,
      cpu: definition.cpu,
      memory: definition.memory,
      networkMode: definition.network_mode,
      requiresCompatibilities: definition.requires_compatibilities,
      executionRoleArn: definition.execution_role_arn,
      ephemeralStorage: { sizeInGiB: 40 },
    });
    const [own, ...others] = JSON.parse(String(definition.container_definitions));
    expect(input.containerDefinitions).toEqual([{ ...own, image: IMAGE }, ...others]);
  });

  it("leaves the images of other containers alone, and names directories of the instance", () => {
    const { containerDefinitions, volumes } = JSON.parse(registered().instances);
    expect(containerDefinitions.map(({ image }: { image: string }) => image)).toEqual([
      IMAGE,
      "ghost:6.77.0-alpine",
    ]);
    expect(volumes).toEqual([{ name: "sockets", host: { sourcePath: "/var/run/datadog" } }]);
  });
});

test("ECS takes the registration of each runtime", (context) => {
  requireBotocore(context);
  const { fargate, instances } = registered();
  for (const text of [fargate, instances]) {
    expect(botocoreReport("ecs", "RegisterTaskDefinition", JSON.parse(text))).toBe("");
  }
});

test("refuses a registration with a key that ECS does not know", (context) => {
  requireBotocore(context);
  const wrong = { ...JSON.parse(registered().fargate), ephemeralStorage: { sizeInGib: 40 } };
  expect(botocoreReport("ecs", "RegisterTaskDefinition", wrong)).toContain("sizeInGib");
});
