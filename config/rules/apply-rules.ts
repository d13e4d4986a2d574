import type { LoadedPlatform } from "../load";
import type { Problem } from "../problem";
import { accounts } from "./accounts";
import { addressFamilies } from "./address-families";
import { agentVariables } from "./agent-variables";
import { allowList } from "./allow-list";
import { allowedBlocks } from "./allowed-blocks";
import { assets } from "./assets";
import { backups } from "./backups";
import { calls } from "./calls";
import { certificates } from "./certificates";
import { cluster } from "./cluster";
import { conditions } from "./conditions";
import { database } from "./database";
import { deliverySteps } from "./delivery-steps";
import { dependsOn } from "./depends-on";
import { deployEngines } from "./deploy-engines";
import { deployTests } from "./deploy-tests";
import { deployment } from "./deployment";
import { exec } from "./exec";
import { fargate } from "./fargate";
import { freezes } from "./freezes";
import { fronts } from "./fronts";
import { ghostMail } from "./ghost";
import { ghostSite } from "./ghost-site";
import { healthChecks } from "./health-checks";
import { hostsOfOneEnvironment, zonesAndHosts } from "./host-names";
import { hostPorts } from "./host-ports";
import { imageRepositories, pullAccounts } from "./image-repositories";
import { instances } from "./instances";
import { internalServices } from "./internal-services";
import { kinds } from "./kinds";
import { links } from "./links";
import { mounts } from "./mounts";
import { names, stackNames } from "./names";
import { neighbourNames } from "./neighbour-names";
import { otherRuntime } from "./other-runtime";
import { ownLoadBalancers } from "./own-load-balancers";
import { peers } from "./peers";
import { pipelines } from "./pipelines";
import { places } from "./places";
import { platformRegions } from "./platform";
import { platformStacks } from "./platform-stack";
import { ports } from "./ports";
import { quotas } from "./quotas";
import { reachability } from "./reachability";
import { references } from "./references";
import { regionsAndZones } from "./regions-and-zones";
import { resourceNames, serviceNames } from "./resource-names";
import { routing } from "./routing";
import type { FleetRule, Rule, Subject } from "./rule";
import { s3Files } from "./s3-files";
import { scaling } from "./scaling";
import { scalingSchedules } from "./scaling-schedules";
import { scalingSteps } from "./scaling-steps";
import { schedules } from "./schedules";
import { secretKeys } from "./secret-keys";
import { secretPlaces } from "./secret-places";
import { secretValues } from "./secret-values";
import { sharedVariables } from "./shared-variables";
import { sidecarPorts } from "./sidecar-ports";
import { singleton } from "./singleton";
import { spot } from "./spot";
import { stopSignals } from "./stop-signals";
import { tags } from "./tags";
import { tiers } from "./tiers";
import { ulimits } from "./ulimits";
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
  assets,
  database,
  backups,
  windows,
  fargate,
  singleton,
  scaling,
  scalingSteps,
  scalingSchedules,
  spot,
  deployment,
  deployEngines,
  deployTests,
  exec,
  ports,
  sidecarPorts,
  hostPorts,
  links,
  kinds,
  schedules,
  tiers,
  instances,
  cluster,
  otherRuntime,
  pipelines,
  imageRepositories,
  healthChecks,
  mounts,
  places,
  dependsOn,
  stopSignals,
  ulimits,
  s3Files,
  references,
  variables,
  agentVariables,
  sharedVariables,
  secretValues,
  secretPlaces,
  secretKeys,
  reachability,
  internalServices,
  calls,
  conditions,
  fronts,
  routing,
  ownLoadBalancers,
  names,
  serviceNames,
  neighbourNames,
  tags,
  ghostMail,
  ghostSite,
  deliverySteps,
  freezes,
];

const FLEET_RULES: readonly FleetRule[] = [
  platformRegions,
  platformStacks,
  stackNames,
  resourceNames,
  pullAccounts,
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
