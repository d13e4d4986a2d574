import type { Environment } from "./environment";
import { freeBlock } from "./free-block";
import { QUOTAS, type QuotaName } from "./quotas";
import { isRegion, REGIONS, zonesOf } from "./regions";
import { STANDARD_TAGS } from "./resolve/resolve";
import { type ResourceCounts, resourceCounts } from "./resource-counts";
import { RESERVED_TEAMS } from "./rules/names";
import type { PlatformSpec } from "./spec/platform";
import { NAME_LENGTH, slug } from "./spec/text";
import { suggest } from "./suggest";

/** What is asked of a new team's file. */
export interface ScaffoldRequest {
  readonly team: string;
  /** @default - one that is for development, before one that is for everything */
  readonly account?: string;
  /** @default - the one that most environments of the account are in */
  readonly region?: string;
}

/** What a new team's file says. */
export interface TeamScaffold {
  readonly team: string;
  readonly environment: string;
  readonly stack: string;
  readonly account: string;
  readonly region: string;
  readonly ipv4Cidr: string;
  readonly availabilityZones: readonly string[];
  /** Undefined where the platform has no zone. */
  readonly ingress: { readonly domain: string; readonly zone: string } | undefined;
  /** Those that the platform asks for and does not set itself. */
  readonly tags: readonly { readonly key: string; readonly value: string }[];
}

/** Why there can be no such team, in whole sentences. */
export class ScaffoldRefusal extends Error {}

const ENVIRONMENT = "development";

/** Region of a fleet that names none. */
const FIRST_REGION = "us-east-1";

/** Zones that newer accounts do not see; they are taken last. */
const HIDDEN_ZONES = ["ap-northeast-1b"];

/** What the file's only environment takes, as far as quotas are soon met. */
const TAKES: Partial<ResourceCounts> = {
  vpcs: 1,
  gatewayEndpoints: 1,
  loadBalancers: 1,
  webAcls: 1,
  logResourcePolicies: 1,
  ipSets: 2,
  iamRoles: 2,
};

/**
 * Chooses account, region, network and host name of a new team's first environment, beside those that exist.
 *
 * @throws ScaffoldRefusal when the name, account or region cannot be had.
 */
export function teamScaffold(
  request: ScaffoldRequest,
  platform: PlatformSpec,
  environments: readonly Environment[],
): TeamScaffold {
  const { team } = request;
  const stack = `${team}-${ENVIRONMENT}`;
  refuseName(team, stack, environments);
  const { account, region } = placeOf(request, platform, environments);
  const ipv4Cidr = freeBlock(environments.map(({ network }) => network.ipv4Cidr));
  if (ipv4Cidr === undefined) {
    throw new ScaffoldRefusal("No /16 of 10.0.0.0/8 and 172.16.0.0/12 is free. Write the file by hand.");
  }
  const availabilityZones = zonesIn(region, environments);
  const ingress = ingressOf(stack, platform, environments);
  const tags = missingTags(platform).map((key) => ({ key, value: team }));
  return {
    team,
    environment: ENVIRONMENT,
    stack,
    account,
    region,
    ipv4Cidr,
    availabilityZones,
    ingress,
    tags,
  };
}

function refuseName(team: string, stack: string, environments: readonly Environment[]): void {
  const shape = slug(NAME_LENGTH.team).safeParse(team);
  if (!shape.success) {
    throw new ScaffoldRefusal(`${JSON.stringify(team)} ${shape.error.issues[0]?.message}.`);
  }
  if (RESERVED_TEAMS.includes(team)) throw new ScaffoldRefusal(`The team name "${team}" is reserved.`);
  const other = environments.find((one) => one.stack === stack || one.team === team);
  if (other !== undefined) {
    throw new ScaffoldRefusal(`"${team}" is taken: team ${other.team} has the stack ${other.stack}.`);
  }
}

interface Place {
  readonly account: string;
  readonly region: string;
}

/** The first place with room; where none has, the first of all, and the check says what is full. */
function placeOf(
  request: ScaffoldRequest,
  platform: PlatformSpec,
  environments: readonly Environment[],
): Place {
  const places = accountsFor(request, platform).flatMap((account) =>
    regionsFor(request, account, platform, environments).map((region) => ({ account, region })),
  );
  const place = places.find((one) => hasRoom(one, platform, environments)) ?? places[0];
  if (place === undefined) {
    throw new ScaffoldRefusal(
      "No account of platform.yaml is for class development and has a region. Name one with --account.",
    );
  }
  return place;
}

function accountsFor({ account }: ScaffoldRequest, { accounts }: PlatformSpec): string[] {
  const isFor = (number: string) => accounts[number]?.classes?.includes("development") ?? true;
  if (account === undefined) {
    const able = Object.keys(accounts).filter(isFor);
    // An account with a list of classes was meant for them.
    return [
      ...able.filter((number) => accounts[number]?.classes !== undefined),
      ...able.filter((number) => accounts[number]?.classes === undefined),
    ];
  }
  if (!Object.hasOwn(accounts, account)) {
    const fix = suggest(account, Object.keys(accounts), "accounts");
    throw new ScaffoldRefusal(`There is no account ${JSON.stringify(account)} in platform.yaml. ${fix}`);
  }
  if (!isFor(account)) {
    const { name, classes } = accounts[account] ?? {};
    throw new ScaffoldRefusal(
      `Account ${name} is not for class development, but for ${classes?.join(", ")}.`,
    );
  }
  return [account];
}

function regionsFor(
  { region }: ScaffoldRequest,
  account: string,
  { accounts }: PlatformSpec,
  environments: readonly Environment[],
): string[] {
  const { name, regions: allowed } = accounts[account] ?? {};
  if (region !== undefined) {
    if (!isRegion(region)) {
      const fix = suggest(region, Object.keys(REGIONS), "regions");
      throw new ScaffoldRefusal(`${JSON.stringify(region)} is not a commercial AWS region. ${fix}`);
    }
    if (allowed !== undefined && !allowed.includes(region)) {
      throw new ScaffoldRefusal(`${region} is not a region of account ${name}, but ${allowed.join(", ")}.`);
    }
    return [region];
  }
  const here = environments.filter((one) => one.account === account).map((one) => one.region);
  const everywhere = environments.map((one) => one.region);
  const used = mostFirst([...here, ...mostFirst(everywhere)]);
  if (allowed !== undefined)
    return [...new Set([...used, ...allowed])].filter((one) => allowed.includes(one));
  return used.length > 0 ? used : [FIRST_REGION];
}

function hasRoom(
  { account, region }: Place,
  { accounts }: PlatformSpec,
  environments: readonly Environment[],
): boolean {
  const here = environments
    .filter((one) => one.account === account)
    .map((one) => ({
      isNear: one.region === region,
      counts: resourceCounts(one),
    }));
  return Object.entries(TAKES).every(([key, more]) => {
    const quota = key as Exclude<QuotaName, "natGateways">;
    const counted = here.filter(({ isNear }) => isNear || QUOTAS[quota].per === "account");
    const taken = counted.reduce((sum, { counts }) => sum + counts[quota], 0);
    return taken + more <= (accounts[account]?.quotas?.[quota] ?? QUOTAS[quota].limit);
  });
}

/** Two zones, those first that environments of the region are in: the accounts see them. */
function zonesIn(region: string, environments: readonly Environment[]): string[] {
  const used = environments
    .filter((one) => one.region === region)
    .flatMap(({ network }) => network.availabilityZones);
  const all = zonesOf(region);
  const usual = all.filter((zone) => !HIDDEN_ZONES.includes(zone));
  return [...new Set([...mostFirst(used), ...usual, ...all])].slice(0, 2).sort();
}

function ingressOf(stack: string, { zones }: PlatformSpec, environments: readonly Environment[]) {
  const [zone] = Object.keys(zones ?? {});
  if (zone === undefined) return undefined;
  const taken = new Set(
    environments.flatMap(({ ingress, services }) => [
      ingress?.domain,
      ...services.flatMap(({ web }) => web?.hosts ?? []),
    ]),
  );
  const domain = [`${stack}.${zone}`, `${stack}-new.${zone}`].find((host) => !taken.has(host));
  if (domain === undefined) {
    throw new ScaffoldRefusal(`${stack}.${zone} is a host name of another environment.`);
  }
  return { domain, zone };
}

function missingTags({ requiredTags, tags, defaults, classes }: PlatformSpec): string[] {
  const given = { ...tags, ...defaults?.tags, ...classes?.development?.tags };
  const standard: readonly string[] = STANDARD_TAGS;
  return (requiredTags ?? []).filter((key) => !Object.hasOwn(given, key) && !standard.includes(key));
}

/** The different texts, the most frequent first, else in their order. */
function mostFirst(texts: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([text]) => text);
}
