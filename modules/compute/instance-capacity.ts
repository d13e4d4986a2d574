import { AutoscalingGroup } from "@cdktf/provider-aws/lib/autoscaling-group";
import { AutoscalingSchedule } from "@cdktf/provider-aws/lib/autoscaling-schedule";
import { EcsCapacityProvider } from "@cdktf/provider-aws/lib/ecs-capacity-provider";
import type { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster";
import type { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Identity } from "../identity";
import { resourceName } from "../naming";
import { Firewall, type Network } from "../network";
import { instanceGroup } from "./instance-group";
import { InstanceRole } from "./instance-role";
import type { Architecture } from "./instance-size";
import { addInstanceTemplate } from "./instance-template";
import { LostAgents } from "./lost-agents";

/** @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateCapacityProvider.html */
const PROVIDER_LIMIT = 255;

/** Seconds from the start of an instance until it runs tasks. */
const WARM_UP_SECONDS = 120;

/** Where web servers and proxies outside listen; images, logs and AWS's APIs are there. */
const HTTPS = 443;

/** The least number of instances from a recurring time on. */
export interface InstanceSchedule {
  readonly name: string;
  /** Five fields of cron, in `timeZone`. */
  readonly cron: string;
  /** IANA time zone; daylight-saving time is followed. */
  readonly timeZone: string;
  readonly minInstances: number;
}

export interface InstanceCapacityProps {
  readonly identity: Identity;
  readonly network: Network;
  /** Whether instances are in private subnets, or in public ones with public addresses. */
  readonly placement: "private" | "public";
  /** EC2 instance types, best first. */
  readonly instanceTypes: readonly string[];
  readonly architecture: Architecture;
  /** Release of the ECS-optimized image, or `recommended`. */
  readonly image: string;
  readonly rootVolumeGiB: number;
  readonly minInstances: number;
  readonly maxInstances: number;
  /** Instances that are always on demand. */
  readonly onDemandBase: number;
  /** Share of the instances above the base that are on demand, 0 to 100; the others are Spot instances. */
  readonly onDemandPercent: number;
  /** How full the group is kept, 1 to 100: below 100 there is room for tasks before an instance has started. */
  readonly targetCapacityPercent: number;
  readonly schedules: readonly InstanceSchedule[];
  /** Whether tasks share the network of their instance (`bridge`), or have interfaces of their own (`awsvpc`). */
  readonly taskNetwork: "bridge" | "awsvpc";
  /** Tags of instances and their volumes. */
  readonly tags: Readonly<Record<string, string>>;
  /** SNS topic of the environment. */
  readonly topicArn: string;
}

/** Where tasks on instances run; made by `InstanceCapacity`. */
export interface InstancePool {
  /** Name of the capacity provider. */
  readonly capacityProvider: string;
  readonly taskNetwork: "bridge" | "awsvpc";
  /** Firewall of the instances and, in `bridge`, of all tasks on them. */
  readonly firewall: Firewall;
}

/**
 * The EC2 instances of a cluster, as a capacity provider that ECS scales by the tasks that want a place.
 *
 * Makes `aws_ecs_capacity_provider`, `aws_autoscaling_group`, `aws_launch_template`, an `InstanceRole`, a `Firewall`,
 * `LostAgents` and an `aws_autoscaling_schedule` per schedule. Costs what `minInstances` to `maxInstances` instances and their
 * disks cost; three m7i.large are about 220 USD a month in us-east-1. Leaves out GPUs, Windows and a disk key of the
 * customer's own: Auto Scaling's service-linked role would have to be in the key's policy before it exists.
 *
 * An instance that ECS takes out drains first, and one that runs tasks is never chosen. What is destroyed goes in
 * this order: services, the cluster's list of providers, the provider, the group.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/asg-capacity-providers.html
 */
export class InstanceCapacity extends Construct implements InstancePool {
  readonly capacityProvider: string;
  readonly taskNetwork: "bridge" | "awsvpc";
  readonly firewall: Firewall;

  /** @param cluster What instances join: it exists before them and outlives them. */
  constructor(scope: Construct, id: string, props: InstanceCapacityProps, cluster: EcsCluster) {
    super(scope, id);
    this.taskNetwork = props.taskNetwork;
    this.firewall = this.openToAws(props);
    const role = new InstanceRole(this, "identity", props);
    const template = this.template(props, role);
    const group = this.group(props, template, [cluster, ...role.grants]);
    this.schedules(props, group);
    this.replaceLost(props, group, cluster);
    this.capacityProvider = this.provider(props, group).name;
  }

  private openToAws({ identity, network }: InstanceCapacityProps): Firewall {
    const firewall = new Firewall(this, "firewall", {
      identity,
      vpcId: network.vpcId,
      name: "instances",
      description: "Instances of the cluster",
    });
    firewall.allowToAnywhere(HTTPS, "dualstack");
    return firewall;
  }

  private template(props: InstanceCapacityProps, role: InstanceRole): LaunchTemplate {
    return addInstanceTemplate(this, {
      ...props,
      clusterName: props.identity.stack,
      profile: role.profile,
      securityGroups: [this.firewall.groupId],
      publicAddress: props.placement === "public",
    });
  }

  private group(
    props: InstanceCapacityProps,
    template: LaunchTemplate,
    before: readonly ITerraformDependable[],
  ): AutoscalingGroup {
    return new AutoscalingGroup(this, "group", {
      ...instanceGroup(props, { id: template.id, version: String(template.latestVersion) }),
      // An instance that starts before it has a way out never joins its cluster.
      dependsOn: [...before, ...props.network.egress, ...this.firewall.rules],
    });
  }

  private schedules({ schedules }: InstanceCapacityProps, group: AutoscalingGroup): void {
    for (const { name, cron, timeZone, minInstances } of schedules) {
      new AutoscalingSchedule(this, `schedule_${name}`, {
        scheduledActionName: name,
        autoscalingGroupName: group.name,
        recurrence: cron,
        timeZone,
        minSize: minInstances,
        // Without a number of their own these two stay as they are; the provider writes that as -1.
        maxSize: -1,
        desiredCapacity: -1,
      });
    }
  }

  private replaceLost(
    { identity, topicArn }: InstanceCapacityProps,
    group: AutoscalingGroup,
    cluster: EcsCluster,
  ): void {
    new LostAgents(this, "lost", { identity, clusterArn: cluster.arn, groupArn: group.arn, topicArn });
  }

  private provider(props: InstanceCapacityProps, group: AutoscalingGroup): EcsCapacityProvider {
    return new EcsCapacityProvider(this, "provider", {
      // AWS keeps names that begin with "aws", "ecs" and "fargate" for itself.
      name: resourceName(["instances", props.identity.stack], PROVIDER_LIMIT),
      autoScalingGroupProvider: {
        autoScalingGroupArn: group.arn,
        managedDraining: "ENABLED",
        managedTerminationProtection: "ENABLED",
        managedScaling: {
          status: "ENABLED",
          targetCapacity: props.targetCapacityPercent,
          minimumScalingStepSize: 1,
          maximumScalingStepSize: props.maxInstances,
          instanceWarmupPeriod: WARM_UP_SECONDS,
        },
      },
    });
  }
}
