import { internalHost } from "../../modules/edge/internal-host";
import type { Ingress } from "../environment";
import type { Web } from "../web-plan";
import { isWorker } from "./beanstalk";
import { blocks } from "./blocks";
import { byName } from "./by-name";
import type { FilledService } from "./filled";
import { FRONT } from "./front";
import { isServed, kindOf } from "./kind";
import type { Say } from "./say";

/** What the way to a service depends on outside of it. */
export interface WebSurroundings {
  readonly stack: string;
  readonly ingress: Ingress | undefined;
  /** Block of the network. */
  readonly ipv4Cidr: string;
  /** Whether tasks on instances have a network of their own, or each container has. */
  readonly taskNetwork: "awsvpc" | "bridge";
}

/** Every path of a host. */
const ALL_PATHS = ["/*"];

/** How a service is reached; undefined when it is not. */
export function resolveWeb(
  say: Say,
  path: readonly string[],
  name: string,
  spec: FilledService,
  { stack, ingress }: WebSurroundings,
): Web | undefined {
  if (!isServed(kindOf(spec, ingress))) return undefined;
  const hosts = hostsOf(name, spec, stack, ingress);
  if (spec.port === undefined || hosts === undefined || isWorker(spec, ingress)) return undefined;
  const { front, stickiness } = spec;
  return {
    entrance: spec.kind === "internal" ? "internal" : "public",
    container: front === "none" ? name : FRONT,
    port: front === "none" ? spec.port : front.port,
    hosts,
    paths: [...new Set(spec.paths ?? ALL_PATHS)],
    headers: byName(spec.headers).map(([header, values]) => ({ name: header, values: [...new Set(values)] })),
    sourceIps: blocks(say, [...path, "sourceIps"], spec.sourceIps),
    stickinessSeconds: stickiness === "none" ? undefined : stickiness.seconds,
    slowStartSeconds: spec.slowStartSeconds,
    deregistrationDelaySeconds: spec.deregistrationDelaySeconds,
    healthCheck: spec.healthCheck,
  };
}

function hostsOf(
  name: string,
  spec: FilledService,
  stack: string,
  ingress: Ingress | undefined,
): string[] | undefined {
  if (spec.kind === "internal") return [internalHost(stack, name)];
  return ingress === undefined ? undefined : [...new Set(spec.hosts ?? [ingress.domain])];
}
