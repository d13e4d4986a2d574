import { describe, expect, it } from "vitest";
import { FargateTask, type FargateTaskProps, TaskRoles } from "../../../modules/compute";
import { synth, TEST_IDENTITY } from "../../support/synth";
import { container, GHOST, task } from "./tasks";

function definition(over: Partial<FargateTaskProps> = {}) {
  const stack = synth((scope) => {
    const identity = TEST_IDENTITY;
    new FargateTask(scope, "blog", {
      identity,
      name: "blog",
      roles: new TaskRoles(scope, "roles", {
        identity,
        service: "blog",
        task: GHOST,
        logGroupArn: "arn:aws:logs:us-west-2:111122223333:log-group:x",
        exec: false,
      }),
      task: GHOST,
      cpu: 1024,
      memoryMiB: 2048,
      architecture: "x86_64",
      exec: false,
      ...over,
    });
  });
  return stack.one("aws_ecs_task_definition", "blog_task");
}

describe("FargateTask", () => {
  it("defines the task", () => {
    const made = definition();
    expect(made).toMatchObject({
      family: "team-test-blog",
      requires_compatibilities: ["FARGATE"],
      network_mode: "awsvpc",
      cpu: "1024",
      memory: "2048",
      runtime_platform: { operating_system_family: "LINUX", cpu_architecture: "X86_64" },
      execution_role_arn: "$".concat("{aws_iam_role.roles_execution_role.arn}"),
      task_role_arn: "$".concat("{aws_iam_role.roles_task_role.arn}"),
      skip_destroy: true,
    });
    expect(made).not.toHaveProperty("ephemeral_storage");
    expect(JSON.parse(String(made.container_definitions))).toHaveLength(1);
  });

  it("has more disk than the free one where that is wanted", () => {
    expect(definition({ ephemeralStorageGiB: 100 }).ephemeral_storage).toEqual({ size_in_gib: 100 });
  });

  it("mounts files through the access point, encrypted and with the task's role", () => {
    expect(definition().volume).toEqual([
      {
        name: "content",
        efs_volume_configuration: {
          file_system_id: "fs-12345678",
          transit_encryption: "ENABLED",
          authorization_config: { access_point_id: "fsap-12345678", iam: "ENABLED" },
        },
      },
    ]);
  });

  it("gives scratch space a name and nothing else", () => {
    const mounts = [{ volume: "tmp", path: "/tmp", readOnly: false }];
    const scratch = {
      containers: [container({ mounts })],
      volumes: [{ kind: "scratch", name: "tmp" }],
    } as const;
    expect(definition({ task: scratch }).volume).toEqual([{ name: "tmp" }]);
  });

  it("gives ECS Exec an init process in the service's own container", () => {
    const side = container({ name: "side", cpu: 2, memoryMiB: 64 });
    const two = task(container({ cpu: 1000, memoryMiB: 1024 }), side);
    const [main, other] = JSON.parse(String(definition({ exec: true, task: two }).container_definitions));
    expect(main.linuxParameters).toEqual({ initProcessEnabled: true });
    expect(other).not.toHaveProperty("linuxParameters");
  });

  it("runs on arm64", () => {
    expect(definition({ architecture: "arm64" }).runtime_platform).toMatchObject({
      cpu_architecture: "ARM64",
    });
  });

  it.each<[what: string, Partial<FargateTaskProps>, message: RegExp]>([
    ["a size that Fargate lacks", { memoryMiB: 9216 }, /The service blog cannot run:\nFargate has no size/],
    ["a container without CPU", { task: task(container({ cpu: 0 })) }, /state a whole number/],
    [
      "ECS Exec in a read-only root file system",
      { exec: true, task: task(container({ readonlyRootFilesystem: true })) },
      /needs a writable root file system/,
    ],
  ])("refuses %s", (_what, over, message) => {
    expect(() => definition(over)).toThrow(message);
  });
});
