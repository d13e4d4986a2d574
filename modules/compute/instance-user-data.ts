import { renderShell } from "../../templates/render";
import { RESERVED_MEMORY_MIB } from "./instance-room";

/**
 * What an instance runs at its first start, in Base64: it joins the cluster, leaves Spot capacity in time, and
 * brings Docker and the ECS agent back when they end.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-agent-config.html
 */
export function instanceUserData(clusterName: string): string {
  const settings = [
    `ECS_CLUSTER=${clusterName}`,
    `ECS_RESERVED_MEMORY=${RESERVED_MEMORY_MIB}`,
    "ECS_ENABLE_SPOT_INSTANCE_DRAINING=true",
    // Tasks with an interface of their own would get the role of the instance; others are a hop too far away.
    "ECS_AWSVPC_BLOCK_IMDS=true",
  ];
  return Buffer.from(renderShell("ec2/user-data.sh", { settings })).toString("base64");
}
