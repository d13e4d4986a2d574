import { describe, expect, it } from "vitest";
import {
  InstanceTask,
  type InstanceTaskProps,
  instanceContainerDefinitions,
  instanceTaskProblems,
} from "../../../modules/compute";
import { synth, TEST_IDENTITY } from "../../support/synth";
import { container, GHOST, task } from "./tasks";

const ROLES = { executionRoleArn: "arn:execution", taskRoleArn: "arn:task", grants: [] };

function definition(over: Partial<InstanceTaskProps> = {}) {
  return synth((scope) => {
    new InstanceTask(scope, "blog", {
      identity: TEST_IDENTITY,
      name: "blog",
      task: GHOST,
      cpu: 1024,
      memoryMiB: 2048,
      architecture: "arm64",
      network: "bridge",
      roles: ROLES,
      exec: false,
      ...over,
    });
  }).one("aws_ecs_task_definition", "blog_task");
}

describe("a task on instances", () => {
  it("has the size, family and roles that it has on Fargate", () => {
    expect(definition()).toMatchObject({
      family: "team-test-blog",
      requires_compatibilities: ["EC2"],
      network_mode: "bridge",
      cpu: "1024",
      memory: "2048",
      runtime_platform: { operating_system_family: "LINUX", cpu_architecture: "ARM64" },
      execution_role_arn: "arn:execution",
      task_role_arn: "arn:task",
      skip_destroy: true,
    });
  });

  it("mounts files, scratch space and paths of the instance", () => {
    const mounts = ["shared", "socket", "content"].map((volume) => ({
      volume,
      path: `/${volume}`,
      readOnly: false,
    }));
    const one = {
      containers: [container({ mounts })],
      volumes: [
        { kind: "scratch", name: "shared" },
        { kind: "host", name: "socket", path: "/var/run/x" },
        ...GHOST.volumes,
      ],
    } as const;
    expect(definition({ task: one }).volume).toEqual([
      { name: "shared" },
      { name: "socket", host_path: "/var/run/x" },
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

  it("sees the processes of its instance only when it has to", () => {
    expect(definition()).not.toHaveProperty("pid_mode");
    expect(definition({ seesHostProcesses: true }).pid_mode).toBe("host");
  });

  it("fails when ECS would refuse it, with every reason", () => {
    const wrong = task(container({ cpu: 2048, memoryMiB: 4096, links: ["cache"] }));
    expect(() => definition({ task: wrong })).toThrow(
      "The containers reserve 2048 CPU units, the task has 1024.\nThe containers take 4096 MiB of memory, the task has 2048.\nContainer blog has a link to cache, which is not in the task.",
    );
    const readonly = task(container({ readonlyRootFilesystem: true }));
    expect(() => definition({ task: readonly, exec: true })).toThrow("writable root file system");
  });
});

describe("containers on instances", () => {
  const linked = task(
    container({ port: 4567, links: ["cache"] }),
    container({ name: "cache", essential: false }),
  );

  it("are reached on a port that Docker chooses, and by links, behind the bridge", () => {
    const [app, cache] = JSON.parse(instanceContainerDefinitions(linked, "bridge"));
    expect(app).toMatchObject({
      portMappings: [{ containerPort: 4567, hostPort: 0, protocol: "tcp" }],
      links: ["cache"],
    });
    expect(cache).not.toHaveProperty("portMappings");
  });

  it("share a loopback with an interface of their own, as on Fargate", () => {
    const plain = task(container({ port: 4567 }));
    const [app] = JSON.parse(instanceContainerDefinitions(plain, "awsvpc"));
    expect(app.portMappings).toEqual([{ containerPort: 4567, protocol: "tcp" }]);
    expect(instanceTaskProblems(linked, { cpu: 2048, memoryMiB: 4096 }, "awsvpc")).toEqual([
      "Container blog has a link to cache; in the network awsvpc it is at 127.0.0.1.",
    ]);
    expect(instanceTaskProblems(linked, { cpu: 2048, memoryMiB: 4096 }, "bridge")).toEqual([]);
  });
});
