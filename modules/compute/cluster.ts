import { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster";
import { EcsClusterCapacityProviders } from "@cdktf/provider-aws/lib/ecs-cluster-capacity-providers";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Identity } from "../identity";
import { InstanceCapacity, type InstanceCapacityProps, type InstancePool } from "./instance-capacity";

export interface ClusterProps {
  readonly identity: Identity;
  /**
   * Metrics per service (`enabled`) or also per task and container (`enhanced`). The alarm on running tasks
   * needs one of them. It can be changed at any time.
   *
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/ContainerInsights.html
   */
  readonly containerInsights: "enabled" | "disabled" | "enhanced";
  /** EC2 instances of the cluster. @default - none: everything runs on Fargate */
  readonly instances?: Omit<InstanceCapacityProps, "identity">;
}

/** What a service needs of its cluster; made by `Cluster`. */
export interface FargateCluster {
  readonly name: string;
  readonly arn: string;
  /** What must exist before a service can ask for capacity, and outlive it. */
  readonly capacity: readonly ITerraformDependable[];
  /** Where tasks on instances run. @default - the cluster has no instances */
  readonly instances?: InstancePool;
}

/**
 * The ECS cluster of an environment, with Fargate, Fargate Spot and, if wanted, instances of its own as its
 * capacity.
 *
 * Makes `aws_ecs_cluster`, `aws_ecs_cluster_capacity_providers` and, with `instances`, an `InstanceCapacity`. The
 * cluster is free; Container Insights costs about 0.30 USD a month for every metric of a service. Leaves out
 * Service Connect.
 */
export class Cluster extends Construct implements FargateCluster {
  readonly name: string;
  readonly arn: string;
  readonly capacity: readonly ITerraformDependable[];
  readonly instances?: InstancePool;

  constructor(scope: Construct, id: string, props: ClusterProps) {
    super(scope, id);
    this.name = props.identity.stack;
    const cluster = new EcsCluster(this, "cluster", {
      name: this.name,
      setting: [{ name: "containerInsights", value: props.containerInsights }],
    });
    this.arn = cluster.arn;
    this.instances = this.ownInstances(props, cluster);
    this.capacity = [this.providers(cluster)];
  }

  private ownInstances({ identity, instances }: ClusterProps, cluster: EcsCluster): InstancePool | undefined {
    if (instances === undefined) return undefined;
    return new InstanceCapacity(this, "instances", { ...instances, identity }, cluster);
  }

  private providers(cluster: EcsCluster): EcsClusterCapacityProviders {
    const own = this.instances === undefined ? [] : [this.instances.capacityProvider];
    return new EcsClusterCapacityProviders(this, "capacity", {
      clusterName: cluster.name,
      capacityProviders: ["FARGATE", "FARGATE_SPOT", ...own],
      // For what is started by hand; services name their own.
      defaultCapacityProviderStrategy: [{ capacityProvider: "FARGATE", weight: 1 }],
    });
  }
}
