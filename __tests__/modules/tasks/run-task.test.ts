import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { runTaskCommand, runTaskInput } from "../../../modules/tasks";
import { ON_FARGATE, ON_INSTANCES, REGISTERED } from "../compute/launches";

const started = { region: "us-west-2", task: REGISTERED, launch: ON_FARGATE, exec: true };

describe("input of run-task", () => {
  it("is complete on Fargate, with the family and no revision", () => {
    expect(JSON.parse(runTaskInput(started))).toEqual({
      cluster: "team-test",
      taskDefinition: "team-test-blog",
      count: 1,
      capacityProviderStrategy: [{ capacityProvider: "FARGATE", weight: 1 }],
      platformVersion: "1.4.0",
      networkConfiguration: {
        awsvpcConfiguration: {
          subnets: ["subnet-a", "subnet-b"],
          securityGroups: ["sg-blog"],
          assignPublicIp: "DISABLED",
        },
      },
      enableECSManagedTags: true,
      enableExecuteCommand: true,
      propagateTags: "TASK_DEFINITION",
    });
  });

  it("names neither network nor platform on instances, but where tasks are placed", () => {
    const input = JSON.parse(runTaskInput({ ...started, launch: ON_INSTANCES }));
    expect(input.placementStrategy).toEqual(ON_INSTANCES.placement);
    for (const key of ["networkConfiguration", "platformVersion"]) expect(input).not.toHaveProperty(key);
  });

  it("asks for a public address where tasks are in public subnets", () => {
    const network = { subnets: ["subnet-p"], securityGroups: ["sg-blog"], assignPublicIp: true };
    const input = JSON.parse(runTaskInput({ ...started, launch: { ...ON_FARGATE, network } }));
    expect(input.networkConfiguration.awsvpcConfiguration.assignPublicIp).toBe("ENABLED");
  });

  it("reaches the AWS CLI whole through a shell", () => {
    const script = `aws() { printf '%s\\n' "$@"; }; ${runTaskCommand(started)}`;
    const words = spawnSync("sh", ["-c", script], { encoding: "utf8" }).stdout.trimEnd().split("\n");
    expect(words.slice(0, 4)).toEqual(["ecs", "run-task", "--region", "us-west-2"]);
    expect(words.at(-2)).toBe("--cli-input-json");
    expect(words.at(-1)).toBe(runTaskInput(started));
  });
});
