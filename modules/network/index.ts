export { type Families, Firewall, type FirewallProps } from "./firewall";
export { type NatMode, natZones } from "./nat-zones";
export type { Network } from "./network";
export { type PlannedSubnet, subnetPlan, type Tier, VPC_PREFIX } from "./subnet-plan";
export { Vpc, type VpcProps } from "./vpc";
