import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { type App, TerraformOutput } from "cdktf";
import { Construct } from "constructs";
import type { PlatformCi, PlatformPlan } from "../config/platform-plan";
import { bundleBucketName } from "../modules/beanstalk";
import { literals } from "../modules/naming";
import {
  AccountSettings,
  ApplyRole,
  GithubIdentity,
  ImageCache,
  PlanBucket,
  PlanRole,
  type PlatformOwner,
  StateBucket,
  WafLogPolicy,
  Zones,
} from "../modules/platform";
import { AddressedStack } from "./addressed-stack";
import { addBackend } from "./backend";
import { addProvider, addRegion } from "./provider";

export interface PlatformStackOptions {
  /** Folder of local state files, relative to the stack's folder. */
  readonly stateDirectory: string;
}

/** What the environments of one account share, as one Terraform stack. A person applies it, never CI. */
export class PlatformStack extends AddressedStack {
  private readonly plan: PlatformPlan;
  private readonly owner: PlatformOwner;

  constructor(app: App, written: PlatformPlan, { stateDirectory }: PlatformStackOptions) {
    super(app, written.stack);
    this.plan = literals(written);
    this.owner = ownerOf(this.plan);
    addBackend(this, this.plan, stateDirectory);
    const providers = this.providers();
    this.stateBucket();
    this.settings(providers);
    this.logPolicy(providers);
    this.zones();
    this.imageCache();
    if (this.plan.ci !== undefined) this.ci(this.plan.ci);
  }

  /** By region; the default provider is that of the stack's own. */
  private providers(): ReadonlyMap<string, AwsProvider> {
    const { account, tags, region, regions } = this.plan;
    const others = regions.filter((other) => other !== region);
    return new Map([
      [region, addProvider(this, { account, region, tags })],
      ...others.map((other) => [other, addRegion(this, { account, region: other, tags })] as const),
    ]);
  }

  private stateBucket(): void {
    const { stateUsers: otherAccounts, states: state } = this.plan;
    if (otherAccounts === undefined || state === undefined) return;
    const { owner } = this;
    const bucket = new StateBucket(this, "state", { owner, state, otherAccounts });
    new TerraformOutput(this, "state_bucket_name", { value: bucket.bucketName });
  }

  private settings(providers: ReadonlyMap<string, AwsProvider>): void {
    if (!this.plan.hasSafeSettings) return;
    new AccountSettings(this, "account", { providers: Object.fromEntries(providers) });
  }

  private logPolicy(providers: ReadonlyMap<string, AwsProvider>): void {
    const { wafLogRegions } = this.plan;
    if (wafLogRegions.length === 0) return;
    const wanted = [...providers].filter(([region]) => wafLogRegions.includes(region));
    new WafLogPolicy(this, "waf-logs", { identity: this.owner, providers: Object.fromEntries(wanted) });
  }

  private zones(): void {
    const { zones: names } = this.plan;
    if (names.length === 0) return;
    const { made } = new Zones(this, "zone", { names });
    new TerraformOutput(this, "zones", {
      value: Object.fromEntries(
        Object.entries(made).map(([name, { id, nameServers }]) => [name, { id, name_servers: nameServers }]),
      ),
    });
  }

  private imageCache(): void {
    const { pullThroughCache: rules } = this.plan;
    if (rules.length > 0) new ImageCache(this, "images", { rules });
  }

  private ci({ repository, branch, makesProvider, applyPolicies, environments }: PlatformCi): void {
    const { owner } = this;
    const { states: state } = this.plan;
    const github = new GithubIdentity(this, "github", { identity: owner, repository, makesProvider });
    const plans = new PlanBucket(this, "plans", { owner });
    const bundleBuckets = environments
      .filter(({ onBeanstalk }) => onBeanstalk)
      .map((environment) => bundleBucketName({ ...environment, account: owner.account }));
    const common = { owner, github, state, plans };
    new PlanRole(this, "plan", { ...common, branch, bundleBuckets });
    const apply = new Construct(this, "apply");
    for (const { stack, onBeanstalk } of environments) {
      new ApplyRole(apply, stack, { ...common, stack, onBeanstalk, policies: applyPolicies });
    }
    new TerraformOutput(this, "plan_bucket_name", { value: plans.bucketName });
  }
}

function ownerOf({ stack, account, accountName, region, iam, organization }: PlatformPlan): PlatformOwner {
  return {
    stack,
    team: "platform",
    environment: accountName,
    account,
    region,
    protect: true,
    iam,
    organization,
  };
}
