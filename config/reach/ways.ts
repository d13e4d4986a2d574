import type { Environment } from "../environment";
import { interfaceEndpoints } from "./endpoints";
import { FIREWALL, openPorts } from "./firewalls";
import type { Need, Ports, Target } from "./need";
import { needsOf } from "./needs";

/** Where packets go. */
export type Route =
  | { readonly through: "local" | "nat-gateway" | "internet-gateway" | "egress-only-gateway" | "s3-endpoint" }
  | { readonly through: "interface-endpoint"; readonly endpoint: string };

/** A rule of a security group. */
export interface Opening {
  /** Label of the firewall that it belongs to. */
  readonly firewall: string;
  readonly direction: "egress" | "ingress";
  /** Label of the firewall at the other end, all addresses, or those of the VPC. */
  readonly other: string | { readonly block: "everywhere" | "vpc" };
  readonly ports: Ports;
}

/** What a way lacks: an address of the family at one end, a route, or a rule of the firewall. */
export interface Gap {
  readonly missing: "address" | "route" | "opening";
  /** In words. */
  readonly words: string;
}

/** How something is reached in one address family. It is not when there are gaps. */
export interface Way {
  readonly route: Route | undefined;
  readonly openings: readonly Opening[];
  readonly gaps: readonly Gap[];
}

/** A need with its way in each family. What has IPv6 addresses has IPv4 ones too, so that the first one decides. */
export interface Reached {
  readonly need: Need;
  readonly ipv4: Way;
  readonly ipv6: Way;
}

interface Surroundings {
  readonly environment: Environment;
  readonly endpoints: ReadonlySet<string>;
  readonly open: ReadonlyMap<string, ReadonlySet<number>>;
}

/** Resolves all that must be reached in an environment to routes and rules, or to what is missing. */
export function reach(environment: Environment): Reached[] {
  const needs = needsOf(environment);
  const endpoints = new Set(interfaceEndpoints(environment, needs));
  const around: Surroundings = { environment, endpoints, open: openPorts(environment) };
  return needs.map((need) => ({
    need,
    ipv4: way(need, ipv4Route(need, around), around),
    ipv6: way(need, ipv6Route(need), around),
  }));
}

function way(need: Need, found: Route | Gap, around: Surroundings): Way {
  if ("missing" in found && found.missing === "address")
    return { route: undefined, openings: [], gaps: [found] };
  const route = "missing" in found ? undefined : found;
  const gaps = [...("missing" in found ? [found] : []), ...closed(need, around)];
  return { route, openings: openingsOf(need, route), gaps };
}

function ipv4Route({ by, target }: Need, { environment, endpoints }: Surroundings): Route | Gap {
  if ("peer" in target) return { through: "local" };
  if ("s3" in target && target.s3 === environment.region) return { through: "s3-endpoint" };
  const endpoint = "api" in target && target.region === environment.region ? target.endpoint : undefined;
  if (endpoint !== undefined && endpoints.has(endpoint)) return { through: "interface-endpoint", endpoint };
  if (by.subnets === "public") return { through: "internet-gateway" };
  if (environment.network.nat !== "none") return { through: "nat-gateway" };
  return { missing: "route", words: `no NAT gateway${alternative(target, environment)}` };
}

/** What could lead there instead of NAT. */
function alternative(target: Target, { region }: Environment): string {
  if ("s3" in target) return `, and the S3 endpoint leads to ${region} only`;
  if (!("api" in target)) return "";
  if (target.region !== region) return `, and endpoints lead to ${region} only`;
  return target.endpoint === undefined
    ? `, and no endpoint for ${target.api}`
    : `, and no endpoint ${target.endpoint}`;
}

/** AWS's APIs have IPv6 addresses under other names than the usual ones, which SDKs use only when told to. */
function ipv6Route({ by, target }: Need): Route | Gap {
  if (!by.ipv6) return { missing: "address", words: "containers behind Docker's bridge have IPv4 only" };
  if ("peer" in target) {
    return target.ipv6 ? { through: "local" } : { missing: "address", words: "the other end has IPv4 only" };
  }
  if (!("host" in target)) return { missing: "address", words: "its usual name has IPv4 addresses only" };
  return { through: by.subnets === "public" ? "internet-gateway" : "egress-only-gateway" };
}

/** What the firewall that a connection leaves through keeps shut; what is in the same network is opened by name. */
function closed({ by, target, ports }: Need, { open }: Surroundings): Gap[] {
  const all = open.get(by.firewall) ?? new Set<number>();
  if ("peer" in target || all.has(ports.first)) return [];
  const opened = [...all].sort((a, b) => a - b).join(", ");
  const words = `the firewall of ${by.firewall} opens ${opened}, and not ${ports.first}`;
  return [{ missing: "opening", words }];
}

function openingsOf({ by, target, ports }: Need, route: Route | undefined): Opening[] {
  const { firewall } = by;
  if ("peer" in target) {
    return [
      { firewall, direction: "egress", other: target.peer, ports },
      { firewall: target.peer, direction: "ingress", other: firewall, ports },
    ];
  }
  const out: Opening = { firewall, direction: "egress", other: { block: "everywhere" }, ports };
  if (route?.through !== "interface-endpoint") return [out];
  return [out, { firewall: FIREWALL.endpoints, direction: "ingress", other: { block: "vpc" }, ports }];
}
