import type { AutoscalingGroupConfig } from "@cdktf/provider-aws/lib/autoscaling-group";
import { resourceName } from "../naming";
import type { InstanceCapacityProps } from "./instance-capacity";

/** @see https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_CreateAutoScalingGroup.html */
const GROUP_LIMIT = 255;

/** A launch template and the version that instances are started from. */
export interface TemplateVersion {
  readonly id: string;
  readonly version: string;
}

/**
 * The Auto Scaling group of a capacity provider. ECS owns the number of instances, and schedules, where there are
 * any, its lower bound. A new version of the template replaces the instances one after the other, each after its
 * successor runs and its tasks have left.
 *
 * Health stays that of EC2: targets are registered by ECS, so the group has no load balancer to ask.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-termination-protection.html
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/understand-instance-refresh-default-values.html
 */
export function instanceGroup(
  props: InstanceCapacityProps,
  template: TemplateVersion,
): AutoscalingGroupConfig {
  const { identity, network, placement, schedules } = props;
  const subnets = placement === "public" ? network.publicSubnets : network.privateSubnets;
  const isMixed = props.onDemandPercent < 100;
  return {
    name: resourceName([identity.stack, "instances"], GROUP_LIMIT),
    vpcZoneIdentifier: Object.values(subnets),
    minSize: props.minInstances,
    maxSize: props.maxInstances,
    healthCheckType: "EC2",
    // The capacity provider's protection of busy instances wants every instance to start like this.
    protectFromScaleIn: true,
    capacityRebalance: isMixed,
    mixedInstancesPolicy: mixedInstances(props, template),
    instanceRefresh: {
      strategy: "Rolling",
      preferences: {
        minHealthyPercentage: 100,
        maxHealthyPercentage: 200,
        // All of them are protected; otherwise a refresh would pass by every one.
        scaleInProtectedInstances: "Refresh",
      },
    },
    tag: [{ key: "AmazonECSManaged", value: "true", propagateAtLaunch: true }],
    forceDelete: !identity.protect,
    lifecycle: { ignoreChanges: ["desired_capacity", ...(schedules.length > 0 ? ["min_size"] : [])] },
  };
}

function mixedInstances(props: InstanceCapacityProps, { id, version }: TemplateVersion) {
  return {
    instancesDistribution: {
      onDemandAllocationStrategy: "prioritized",
      onDemandBaseCapacity: props.onDemandBase,
      onDemandPercentageAboveBaseCapacity: props.onDemandPercent,
      spotAllocationStrategy: "price-capacity-optimized",
    },
    launchTemplate: {
      launchTemplateSpecification: { launchTemplateId: id, version },
      override: props.instanceTypes.map((instanceType) => ({ instanceType })),
    },
  };
}
