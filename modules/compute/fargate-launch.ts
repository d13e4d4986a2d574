import type { Firewall, Network } from "../network";
import type { FargateCluster } from "./cluster";
import { fargateCapacity, type SpotShare } from "./fargate-capacity";
import type { Launch } from "./launch";

/** What decides where tasks on Fargate start. */
export interface FargatePlace {
  readonly cluster: FargateCluster;
  readonly network: Network;
  /** Whether tasks are in private subnets, or in public ones with public addresses. */
  readonly placement: "private" | "public";
  readonly firewall: Firewall;
  /** @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-fargate.html */
  readonly platformVersion: string;
  /** @default - every task is on demand */
  readonly spot?: SpotShare;
}

/** Starts tasks on Fargate, each with a network interface of its own. */
export function fargateLaunch({
  cluster,
  network,
  placement,
  firewall,
  platformVersion,
  spot,
}: FargatePlace): Launch {
  const subnets = placement === "public" ? network.publicSubnets : network.privateSubnets;
  return {
    clusterName: cluster.name,
    clusterArn: cluster.arn,
    capacity: fargateCapacity(spot),
    platformVersion,
    network: {
      subnets: Object.values(subnets),
      securityGroups: [firewall.groupId],
      assignPublicIp: placement === "public",
    },
    placement: [],
    targetType: "ip",
    ready: [...cluster.capacity, ...network.egress],
  };
}
