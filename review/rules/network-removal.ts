import { destroys, type Rule } from "./rule";

const PATHS: Readonly<Record<string, string>> = {
  aws_vpc: "the network",
  aws_subnet: "a subnet",
  aws_route: "a route",
  aws_route_table: "a route table",
  aws_route_table_association: "a subnet's route table",
  aws_nat_gateway: "the way out to the internet (NAT)",
  aws_internet_gateway: "the internet gateway",
  aws_egress_only_internet_gateway: "the way out to the internet (IPv6)",
  aws_eip: "a public address that others may know",
  aws_vpc_peering_connection: "the connection to another network",
  aws_ec2_transit_gateway_vpc_attachment: "the connection to the transit gateway",
  aws_vpn_connection: "the VPN",
  aws_lb: "the load balancer and its address",
  aws_lb_listener: "a listener of the load balancer",
  google_compute_network: "the network",
  google_compute_subnetwork: "a subnet",
  azurerm_virtual_network: "the network",
  azurerm_subnet: "a subnet",
};

/** Traffic finds no way. */
export const networkRemoval: Rule = {
  name: "network-removal",
  severity: "warn",
  summary: "A network, subnet, route, gateway or load balancer is deleted or replaced.",
  check: ({ change }) => {
    const path = Object.hasOwn(PATHS, change.type) ? PATHS[change.type] : undefined;
    if (path === undefined || !destroys(change)) return [];
    return [change.group === "replace" ? `replaces ${path}` : `takes ${path} away`];
  },
};
