import { describe, expect, it } from "vitest";
import { Cluster } from "../../../modules/compute";
import { synth, TEST_IDENTITY } from "../../support/synth";

describe("Cluster", () => {
  const stack = synth((scope) => {
    new Cluster(scope, "cluster", { identity: TEST_IDENTITY, containerInsights: "enabled" });
  });

  it("is a cluster with Container Insights", () => {
    expect(stack.addresses()).toEqual([
      "aws_ecs_cluster.cluster_cluster",
      "aws_ecs_cluster_capacity_providers.cluster_capacity",
    ]);
    expect(stack.one("aws_ecs_cluster", "cluster_cluster")).toMatchObject({
      name: "team-test",
      setting: [{ name: "containerInsights", value: "enabled" }],
    });
  });

  it("starts on Fargate what names no capacity itself", () => {
    expect(stack.one("aws_ecs_cluster_capacity_providers", "cluster_capacity")).toMatchObject({
      capacity_providers: ["FARGATE", "FARGATE_SPOT"],
      default_capacity_provider_strategy: [{ capacity_provider: "FARGATE", weight: 1 }],
    });
  });
});
