/** How a service is reached through a load balancer. */
export interface Web {
  /** The environment's public entrance, or the one that only its own services reach. */
  readonly entrance: "public" | "internal";
  /** Container that gets the requests: the service's own, or the one in front of it. */
  readonly container: string;
  /** TCP port of that container. */
  readonly port: number;
  readonly hosts: readonly string[];
  readonly paths: readonly string[];
  /** Headers that a request must have, with the patterns of which one must match; sorted by name. */
  readonly headers: readonly { readonly name: string; readonly values: readonly string[] }[];
  /** Blocks that a request must come from; empty for every address. */
  readonly sourceIps: readonly string[];
  readonly stickinessSeconds: number | undefined;
  readonly slowStartSeconds: number;
  readonly deregistrationDelaySeconds: number;
  readonly healthCheck: {
    readonly path: string;
    readonly successCodes: string;
    readonly intervalSeconds: number;
    readonly timeoutSeconds: number;
    readonly healthyThreshold: number;
    readonly unhealthyThreshold: number;
    readonly gracePeriodSeconds: number;
  };
}
