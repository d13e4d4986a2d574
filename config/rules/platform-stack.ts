import type { LoadedPlatform } from "../load";
import { type Problem, problemAt, type Saying } from "../problem";
import { isRegion, REGIONS } from "../regions";
import { platformStackName } from "../resolve/platform";
import type { PlatformSpec } from "../spec/platform";
import type { UPSTREAM_REGISTRIES } from "../spec/platform-stack";
import { suggest } from "../suggest";
import { type PathPart, writtenPlace } from "../tree";
import type { FleetRule } from "./rule";

type Accounts = NonNullable<PlatformSpec["platform"]>["accounts"];

/** Says something of a key under `platform:`. */
type SayOfPlatform = (path: readonly PathPart[], saying: Saying) => Problem;

/** Registries that give images only to whoever signs in. */
const WITH_CREDENTIALS: readonly (typeof UPSTREAM_REGISTRIES)[number][] = [
  "registry-1.docker.io",
  "ghcr.io",
  "registry.gitlab.com",
];

/** The platform stacks can be made: accounts and regions exist, one state bucket, secrets where ECR looks for them. */
export const platformStacks: FleetRule = (_subjects, platform) => {
  const written = platform.spec.platform;
  if (written === undefined) return [];
  const say: SayOfPlatform = (path, saying) =>
    problemAt(writtenPlace(platform.tree, ["platform", ...path]), saying);
  return [
    ...sharedState(platform, say),
    ...unknownAccounts(platform, written.accounts, say),
    ...regions(platform, written.accounts, say),
    ...names(platform, written.accounts, say),
    ...stateBucket(platform, written.accounts, say),
    ...Object.entries(written.accounts).flatMap(([account, one]) => credentials(account, one, say)),
  ];
};

/** Machines of CI are gone after a job, and files with them. */
function sharedState({ spec }: LoadedPlatform, say: SayOfPlatform): Problem[] {
  const isShared = spec.state !== undefined && spec.state.backend !== "local";
  if (spec.platform?.repository === undefined || isShared) return [];
  const message = "needs state that CI can reach";
  return [
    say(["repository"], { message, fix: "Write `state: { backend: s3, … }`, or remove the repository." }),
  ];
}

function unknownAccounts({ spec }: LoadedPlatform, accounts: Accounts, say: SayOfPlatform): Problem[] {
  return Object.keys(accounts)
    .filter((account) => !Object.hasOwn(spec.accounts, account))
    .map((account) => {
      const known = Object.entries(spec.accounts).map(([number, { name }]) => `"${number}" (${name})`);
      const fix = `They are: ${known.join(", ")}.`;
      return say(["accounts", account], { message: "is not one of the accounts of this file", fix });
    });
}

function regions({ spec }: LoadedPlatform, accounts: Accounts, say: SayOfPlatform): Problem[] {
  return Object.entries(accounts).flatMap(([account, { region }]) => {
    const path = ["accounts", account, "region"];
    if (!isRegion(region)) {
      const fix = suggest(region, Object.keys(REGIONS), "regions");
      return [say(path, { message: "is not a commercial AWS region", got: region, fix })];
    }
    const known = spec.accounts[account];
    if (known?.regions === undefined || known.regions.includes(region)) return [];
    const fix = `Its regions are: ${known.regions.join(", ")}.`;
    return [say(path, { message: `is not a region of account ${known.name}`, got: region, fix })];
  });
}

function names({ spec }: LoadedPlatform, accounts: Accounts, say: SayOfPlatform): Problem[] {
  const taken = new Map<string, string>();
  return Object.entries(accounts).flatMap(([account, { holdsState }]) => {
    const stack = platformStackName(spec.accounts[account]?.name ?? account, holdsState);
    const other = taken.get(stack);
    taken.set(stack, account);
    // Two with the state bucket are two of a name as well, and that is said already.
    if (other === undefined || holdsState) return [];
    const message = `gives the stack the name ${stack}, which account ${other} has already`;
    return [say(["accounts", account], { message, fix: "Give the accounts names of their own." })];
  });
}

function stateBucket({ spec }: LoadedPlatform, accounts: Accounts, say: SayOfPlatform): Problem[] {
  const holders = Object.entries(accounts).filter(([, { holdsState }]) => holdsState);
  return holders.flatMap(([account, { region }], index) => {
    const path = ["accounts", account, "holdsState"];
    if (spec.state?.backend !== "s3") {
      const fix = "Write `state: { backend: s3, bucket: …, region: … }`.";
      return [say(path, { message: "makes the bucket of `state`, and there is none", fix })];
    }
    if (index > 0) return [say(path, { message: "is true twice", fix: "One account has the state bucket." })];
    if (spec.state.region === region) return [];
    const fix = `The bucket of \`state\` is in ${spec.state.region}; write the same region.`;
    return [say(["accounts", account, "region"], { message: "is not that of the state", got: region, fix })];
  });
}

/** ECR reads a secret only in its own account and region, and only of this name. */
function credentials(account: string, { region, pullThroughCache }: Accounts[string], say: SayOfPlatform) {
  return Object.entries(pullThroughCache ?? {}).flatMap(
    ([prefix, { registry, credentialSecret }]): Problem[] => {
      const path = ["accounts", account, "pullThroughCache", prefix, "credentialSecret"];
      const start = `arn:aws:secretsmanager:${region}:${account}:secret:ecr-pullthroughcache/`;
      if (credentialSecret === undefined) {
        if (!WITH_CREDENTIALS.includes(registry)) return [];
        const message = `is missing, and ${registry} asks for it`;
        return [say(path, { message, fix: `Write the ARN of a secret; it starts with "${start}".` })];
      }
      if (credentialSecret.startsWith(start)) return [];
      return [say(path, { message: "is not where ECR looks for it", fix: `It starts with "${start}".` })];
    },
  );
}
