import { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { FargateCluster } from "./cluster";
import type { RegisteredTask } from "./launch";

export interface DaemonProps {
  /** Name of the service, unique in the cluster. */
  readonly name: string;
  readonly cluster: FargateCluster;
  readonly task: RegisteredTask;
  /** What must exist before the first task. */
  readonly dependsOn: readonly ITerraformDependable[];
}

/**
 * One task on every instance of a cluster, on those of tomorrow too. It neither starts instances nor keeps any.
 *
 * Makes `aws_ecs_service`. Costs the memory and CPU that the task takes of each instance. A new version stops the
 * task before it starts the next one: two of a kind do not fit on one instance.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_services.html#service_scheduler_daemon
 */
export class Daemon extends Construct {
  constructor(scope: Construct, id: string, { name, cluster, task, dependsOn }: DaemonProps) {
    super(scope, id);
    new EcsService(this, "service", {
      name,
      cluster: cluster.arn,
      taskDefinition: task.arn,
      schedulingStrategy: "DAEMON",
      // Without it the cluster's default strategy counts, which is Fargate.
      launchType: "EC2",
      // The upper bound of a daemon is 100 and cannot be sent.
      deploymentMinimumHealthyPercent: 0,
      availabilityZoneRebalancing: "DISABLED",
      enableEcsManagedTags: true,
      propagateTags: "SERVICE",
      dependsOn: [...cluster.capacity, ...dependsOn],
    });
  }
}
