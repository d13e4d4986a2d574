import { FRONT_COMMAND, FRONT_CONFIG, frontConfig } from "../../modules/edge/front-config";
import type { Sidecar } from "../container-plan";
import { blocks } from "./blocks";
import type { FilledService } from "./filled";
import type { Say } from "./say";
import type { WebSurroundings } from "./web";

/** Name of the container that stands in front of a service. */
export const FRONT = "front";

/** The front of a service as a container like any other. */
export function resolveFront(
  say: Say,
  path: readonly string[],
  service: string,
  { front, port, runtime }: FilledService,
  { ipv4Cidr: network, taskNetwork }: WebSurroundings,
): Sidecar[] {
  if (front === "none" || port === undefined) return [];
  const allow = blocks(say, [...path, "front", "allow"], front.allow ?? []);
  // Containers with networks of their own find each other by links.
  const isLinked = runtime === "ec2" && taskNetwork === "bridge";
  const upstream = `http://${isLinked ? service : "127.0.0.1"}:${port}`;
  const config = frontConfig({ port: front.port, upstream, allow, network });
  return [
    {
      name: FRONT,
      image: front.image,
      cpu: front.cpu,
      memoryMiB: front.memoryMiB,
      // Without it no request reaches the service.
      essential: true,
      port: front.port,
      command: FRONT_COMMAND,
      entryPoint: undefined,
      user: undefined,
      environment: { [FRONT_CONFIG]: { text: config } },
      secrets: {},
      healthCheck: undefined,
      stopTimeoutSeconds: FRONT_STOP_SECONDS,
      readonlyRootFilesystem: false,
      links: isLinked ? [service] : [],
      initProcess: false,
      stopSignal: undefined,
      dependsOn: {},
      ulimits: {},
      scratch: [],
      tmpfs: [],
      mounts: [],
    },
  ];
}

/** nginx finishes the requests that it has and stops. */
const FRONT_STOP_SECONDS = 30;
