import { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster";
import { EcsClusterCapacityProviders } from "@cdktf/provider-aws/lib/ecs-cluster-capacity-providers";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Identity } from "../identity";

export interface ClusterProps {
  readonly identity: Identity;
  /**
   * Metrics per service (`enabled`) or also per task and container (`enhanced`). The alarm on running tasks
   * needs one of them. It can be changed at any time.
   *
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/ContainerInsights.html
   */
  readonly containerInsights: "enabled" | "disabled" | "enhanced";
}

/** What a service needs of its cluster; made by `Cluster`. */
export interface FargateCluster {
  readonly name: string;
  readonly arn: string;
  /** What must exist before a service can ask for capacity, and outlive it. */
  readonly capacity: readonly ITerraformDependable[];
}

/**
 * The ECS cluster of an environment, with Fargate and Fargate Spot as its capacity.
 *
 * Makes `aws_ecs_cluster` and `aws_ecs_cluster_capacity_providers`. The cluster is free; Container Insights
 * costs about 0.30 USD a month for every metric of a service. Leaves out EC2 capacity and Service Connect.
 */
export class Cluster extends Construct implements FargateCluster {
  readonly name: string;
  readonly arn: string;
  readonly capacity: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: ClusterProps) {
    super(scope, id);
    this.name = props.identity.stack;
    const cluster = new EcsCluster(this, "cluster", {
      name: this.name,
      setting: [{ name: "containerInsights", value: props.containerInsights }],
    });
    this.arn = cluster.arn;
    this.capacity = [this.fargate(cluster)];
  }

  private fargate(cluster: EcsCluster): EcsClusterCapacityProviders {
    return new EcsClusterCapacityProviders(this, "capacity", {
      clusterName: cluster.name,
      capacityProviders: ["FARGATE", "FARGATE_SPOT"],
      // For what is started by hand; services name their own.
      defaultCapacityProviderStrategy: [{ capacityProvider: "FARGATE", weight: 1 }],
    });
  }
}
