import type { Environment } from "../environment";
import type { CiEnvironment, PlatformCi, PlatformPlan } from "../platform-plan";
import type { PlatformSpec } from "../spec/platform";
import { byName } from "./by-name";
import { resolveState } from "./state";

const POWER_USER = "arn:aws:iam::aws:policy/PowerUserAccess";

type PlatformAccounts = NonNullable<PlatformSpec["platform"]>["accounts"];

/** Name of the platform stack of an account. */
export function platformStackName(accountName: string, holdsState: boolean | undefined): string {
  return holdsState ? "platform" : `platform-${accountName}`;
}

/** Whether the platform stack of an account lets AWS write the logs of all web ACLs. */
export function sharesWafLogPolicy(spec: PlatformSpec, account: string): boolean {
  return spec.platform?.accounts[account]?.wafLogPolicy === "shared";
}

/** The platform stacks, by account number. */
export function resolvePlatforms(spec: PlatformSpec, environments: readonly Environment[]): PlatformPlan[] {
  const accounts = spec.platform?.accounts ?? {};
  return byName(accounts).map(([account, written]): PlatformPlan => {
    const { region, holdsState, zones, pullThroughCache } = written;
    const accountName = spec.accounts[account]?.name ?? "";
    const here = environments.filter((environment) => environment.account === account);
    const state = resolveState(spec.state);
    const regions = unique([region, ...here.map((environment) => environment.region)]);
    return {
      kind: "platform",
      stack: platformStackName(accountName, holdsState),
      organization: spec.organization,
      account,
      accountName,
      region,
      regions,
      iam: { path: spec.iam?.path ?? "/", permissionsBoundary: spec.iam?.permissionsBoundary },
      state,
      states: state.backend === "s3" ? state : undefined,
      tags: Object.fromEntries(byName({ ...spec.tags, ...standardTags(spec) })),
      stateUsers: holdsState ? otherAccounts(accounts, account) : undefined,
      ci: ciOf(spec, written, here),
      hasSafeSettings: written.accountSettings !== "unchanged",
      wafLogRegions: written.wafLogPolicy === "shared" ? regions : [],
      zones: unique(zones ?? []),
      pullThroughCache: byName(pullThroughCache ?? {}).map(([prefix, { registry, credentialSecret }]) => ({
        prefix,
        registry,
        credentialSecret,
      })),
    };
  });
}

function ciOf(
  { platform }: PlatformSpec,
  { oidcProvider }: PlatformAccounts[string],
  environments: readonly Environment[],
): PlatformCi | undefined {
  if (platform?.repository === undefined) return undefined;
  return {
    repository: platform.repository,
    branch: platform.branch ?? "main",
    makesProvider: oidcProvider !== "existing",
    applyPolicies: platform.applyPolicies ?? [POWER_USER],
    environments: environments.map(ciEnvironment).sort((a, b) => (a.stack < b.stack ? -1 : 1)),
  };
}

function ciEnvironment({ stack, region, services }: Environment): CiEnvironment {
  return { stack, region, onBeanstalk: services.some(({ runtime }) => runtime === "beanstalk") };
}

function standardTags({ organization }: PlatformSpec): Record<string, string> {
  return { organization, team: "platform", "managed-by": "teamstacks" };
}

function otherAccounts(accounts: PlatformAccounts, account: string): string[] {
  return Object.keys(accounts)
    .filter((other) => other !== account)
    .sort();
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}
