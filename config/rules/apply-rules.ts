import type { LoadedPlatform } from "../load";
import type { Problem } from "../problem";
import { accounts } from "./accounts";
import { addressFamilies } from "./address-families";
import { agentVariables } from "./agent-variables";
import { allowList } from "./allow-list";
import { allowedBlocks } from "./allowed-blocks";
import { backups } from "./backups";
import { certificates } from "./certificates";
import { database } from "./database";
import { deployment } from "./deployment";
import { exec } from "./exec";
import { fargate } from "./fargate";
import { ghostMail } from "./ghost";
import { ghostSite } from "./ghost-site";
import { healthChecks } from "./health-checks";
import { hostsOfOneEnvironment, zonesAndHosts } from "./host-names";
import { hostPorts } from "./host-ports";
import { instances } from "./instances";
import { links } from "./links";
import { mounts } from "./mounts";
import { names, stackNames } from "./names";
import { neighbourNames } from "./neighbour-names";
import { otherRuntime } from "./other-runtime";
import { ownLoadBalancers } from "./own-load-balancers";
import { peers } from "./peers";
import { platformRegions } from "./platform";
import { ports } from "./ports";
import { quotas } from "./quotas";
import { reachability } from "./reachability";
import { references } from "./references";
import { regionsAndZones } from "./regions-and-zones";
import { resourceNames, serviceNames } from "./resource-names";
import { routing } from "./routing";
import type { FleetRule, Rule, Subject } from "./rule";
import { secretPlaces } from "./secret-places";
import { secretValues } from "./secret-values";
import { sharedVariables } from "./shared-variables";
import { sidecarPorts } from "./sidecar-ports";
import { singleton } from "./singleton";
import { tags } from "./tags";
import { tiers } from "./tiers";
import { variables } from "./variables";
import { vpcBlock } from "./vpc-block";
import { vpcOverlap } from "./vpc-overlap";
import { windows } from "./windows";

const RULES: readonly Rule[] = [
  accounts,
  regionsAndZones,
  vpcBlock,
  allowList,
  allowedBlocks,
  addressFamilies,
  zonesAndHosts,
  certificates,
  database,
  backups,
  windows,
  fargate,
  singleton,
  deployment,
  exec,
  ports,
  sidecarPorts,
  hostPorts,
  links,
  tiers,
  instances,
  otherRuntime,
  healthChecks,
  mounts,
  references,
  variables,
  agentVariables,
  sharedVariables,
  secretValues,
  secretPlaces,
  reachability,
  routing,
  ownLoadBalancers,
  names,
  serviceNames,
  neighbourNames,
  tags,
  ghostMail,
  ghostSite,
];

const FLEET_RULES: readonly FleetRule[] = [
  platformRegions,
  stackNames,
  resourceNames,
  vpcOverlap,
  peers,
  hostsOfOneEnvironment,
  quotas,
];

/** Applies every rule to every environment, and the rules about all of them together. */
export function applyRules(subjects: readonly Subject[], platform: LoadedPlatform): Problem[] {
  return [
    ...subjects.flatMap((subject) => RULES.flatMap((rule) => rule(subject, platform))),
    ...FLEET_RULES.flatMap((rule) => rule(subjects, platform)),
  ];
}
