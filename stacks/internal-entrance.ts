import type { Construct } from "constructs";
import type { Environment } from "../config/environment";
import { type Entrance, InternalEntrance } from "../modules/edge";
import type { Identity } from "../modules/identity";
import type { Network } from "../modules/network";
import type { ServiceParts } from "./service-parts";

/** Adds the entrance of internal services, where the environment has any. */
export function addInternalEntrance(
  scope: Construct,
  { services }: Environment,
  identity: Identity,
  network: Network,
): InternalEntrance | undefined {
  const internal = services.flatMap(({ web }) => (web?.entrance === "internal" ? [web] : []));
  if (internal.length === 0) return undefined;
  const hosts = internal.flatMap((web) => web.hosts).sort();
  return new InternalEntrance(scope, "internal", { identity, network, hosts });
}

/** The entrance that a service is reached through. */
export function entranceOf({ service: { web }, shared }: ServiceParts): Entrance | undefined {
  return web?.entrance === "internal" ? shared.internalEntrance : shared.entrance;
}
