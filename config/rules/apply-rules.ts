import type { LoadedPlatform } from "../load";
import type { Problem } from "../problem";
import { accounts } from "./accounts";
import { addressFamilies } from "./address-families";
import { allowList } from "./allow-list";
import { database } from "./database";
import { deployment } from "./deployment";
import { fargate } from "./fargate";
import { ghostMail } from "./ghost";
import { healthChecks } from "./health-checks";
import { hostsOfOneEnvironment, zonesAndHosts } from "./host-names";
import { mounts } from "./mounts";
import { names, stackNames } from "./names";
import { platformRegions } from "./platform";
import { ports } from "./ports";
import { reachability } from "./reachability";
import { references } from "./references";
import { regionsAndZones } from "./regions-and-zones";
import { routing } from "./routing";
import type { FleetRule, Rule, Subject } from "./rule";
import { secretPlaces } from "./secret-places";
import { secretValues } from "./secret-values";
import { singleton } from "./singleton";
import { tags } from "./tags";
import { variables } from "./variables";
import { vpcBlock } from "./vpc-block";
import { vpcOverlap } from "./vpc-overlap";
import { windows } from "./windows";

const RULES: readonly Rule[] = [
  accounts,
  regionsAndZones,
  vpcBlock,
  allowList,
  addressFamilies,
  zonesAndHosts,
  database,
  windows,
  fargate,
  singleton,
  deployment,
  ports,
  healthChecks,
  mounts,
  references,
  variables,
  secretValues,
  secretPlaces,
  reachability,
  routing,
  names,
  tags,
  ghostMail,
];

const FLEET_RULES: readonly FleetRule[] = [platformRegions, stackNames, vpcOverlap, hostsOfOneEnvironment];

/** Applies every rule to every environment, and the rules about all of them together. */
export function applyRules(subjects: readonly Subject[], platform: LoadedPlatform): Problem[] {
  return [
    ...subjects.flatMap((subject) => RULES.flatMap((rule) => rule(subject, platform))),
    ...FLEET_RULES.flatMap((rule) => rule(subjects, platform)),
  ];
}
