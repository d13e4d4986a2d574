/** The ECS cluster. */
export interface ClusterPlan {
  readonly containerInsights: "enabled" | "enhanced";
  /** Set exactly when a service has `runtime: ec2`. */
  readonly instances: InstancePlan | undefined;
}

/** The EC2 instances of the cluster. */
export interface InstancePlan {
  readonly instanceTypes: readonly string[];
  /** That of the services on them. */
  readonly architecture: "x86_64" | "arm64";
  readonly image: string;
  readonly rootVolumeGiB: number;
  readonly minInstances: number;
  readonly maxInstances: number;
  readonly onDemandBase: number;
  readonly onDemandPercent: number;
  readonly targetCapacityPercent: number;
  readonly taskNetwork: "bridge" | "awsvpc";
  /** Sorted by name. */
  readonly schedules: readonly InstanceSchedule[];
}

/** The least number of instances from a recurring time on. */
export interface InstanceSchedule {
  readonly name: string;
  /** Five fields of cron, in `timeZone`. */
  readonly cron: string;
  readonly timeZone: string;
  readonly minInstances: number;
}
