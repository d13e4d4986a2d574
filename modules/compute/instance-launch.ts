import type { Firewall, Network } from "../network";
import type { FargateCluster } from "./cluster";
import type { InstancePool } from "./instance-capacity";
import type { Launch } from "./launch";

/** Where Docker chooses a port of the instance. @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html */
export const HOST_PORTS = { first: 32_768, last: 65_535 } as const;

export interface InstanceLaunchProps {
  readonly cluster: FargateCluster;
  readonly instances: InstancePool;
  readonly network: Network;
  /** The service's own firewall; in `bridge` that of the instances. */
  readonly firewall: Firewall;
}

/**
 * Starts tasks on the instances of a cluster: over all availability zones first, and in each on as few instances as
 * memory allows. Tasks with interfaces of their own are in private subnets, because they never get public addresses.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-placement-strategies.html
 */
export function launchOnInstances({ cluster, instances, network, firewall }: InstanceLaunchProps): Launch {
  const isBridge = instances.taskNetwork === "bridge";
  return {
    clusterName: cluster.name,
    clusterArn: cluster.arn,
    capacity: [{ provider: instances.capacityProvider, weight: 1 }],
    platformVersion: undefined,
    network: isBridge
      ? undefined
      : {
          subnets: Object.values(network.privateSubnets),
          securityGroups: [firewall.groupId],
          assignPublicIp: false,
        },
    placement: [
      { type: "spread", field: "attribute:ecs.availability-zone" },
      { type: "binpack", field: "memory" },
    ],
    targetType: isBridge ? "instance" : "ip",
    ...(isBridge && { hostPorts: HOST_PORTS }),
    ready: [...cluster.capacity, ...network.egress],
  };
}
