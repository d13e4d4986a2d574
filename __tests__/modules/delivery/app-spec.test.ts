import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { type AppSpec, appSpec, TASK_DEFINITION_PLACEHOLDER } from "../../../modules/delivery";
import { ON_FARGATE, ON_INSTANCES } from "../compute/launches";

const SMOKE = "arn:aws:lambda:us-west-2:111122223333:function:smoke";
const SPEC: AppSpec = {
  taskDefinition: TASK_DEFINITION_PLACEHOLDER,
  web: { containerName: "blog", port: 2368 },
  launch: {
    ...ON_FARGATE,
    capacity: [
      { provider: "FARGATE", base: 1, weight: 1 },
      { provider: "FARGATE_SPOT", weight: 3 },
    ],
  },
  hooks: { beforeTraffic: SMOKE, afterTraffic: `${SMOKE}-after` },
};

describe("appspec.yaml", () => {
  it("is that of the golden file", async () => {
    await expect(appSpec(SPEC)).toMatchFileSnapshot(join(__dirname, "../../golden/delivery/appspec.yaml"));
  });

  it("says where tasks run and which container gets requests", () => {
    const [{ TargetService }] = parse(appSpec(SPEC)).Resources;
    expect(TargetService).toEqual({
      Type: "AWS::ECS::Service",
      Properties: {
        TaskDefinition: "<TASK_DEFINITION>",
        LoadBalancerInfo: { ContainerName: "blog", ContainerPort: 2368 },
        PlatformVersion: "1.4.0",
        NetworkConfiguration: {
          AwsvpcConfiguration: {
            Subnets: ["subnet-a", "subnet-b"],
            SecurityGroups: ["sg-blog"],
            AssignPublicIp: "DISABLED",
          },
        },
        CapacityProviderStrategy: [
          { CapacityProvider: "FARGATE", Base: 1, Weight: 1 },
          { CapacityProvider: "FARGATE_SPOT", Base: 0, Weight: 3 },
        ],
      },
    });
  });

  it("asks hooks before and after the requests go over, or nobody", () => {
    expect(parse(appSpec(SPEC)).Hooks).toEqual([
      { BeforeAllowTraffic: SMOKE },
      { AfterAllowTraffic: `${SMOKE}-after` },
    ]);
    const hooks = { beforeTraffic: undefined, afterTraffic: undefined };
    expect(parse(appSpec({ ...SPEC, hooks }))).not.toHaveProperty("Hooks");
    expect(appSpec(SPEC).startsWith("version: 0.0\n")).toBe(true);
  });

  it("fails for tasks without a network interface of their own", () => {
    expect(() => appSpec({ ...SPEC, launch: ON_INSTANCES })).toThrow("only services on Fargate");
  });
});
