import { describe, expect, it } from "vitest";
import { PLATFORM_STACKS, platformStacks } from "../support/platform";
import type { Attributes, Synthesized } from "../support/synth";
import { planStack, requireTool, validateStack } from "../support/terraform";

interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Principal?: Record<string, string>;
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: readonly string[];
  readonly Condition?: Record<string, Record<string, string | readonly string[]>>;
}

const HOST = "token.actions.githubusercontent.com";
const TERRAFORM_TIMEOUT = 120_000;

function stack(name: string, platform?: string): Synthesized {
  const found = platformStacks(platform).get(name);
  if (found === undefined) throw new Error(`no stack ${name}`);
  return found;
}

const statements = (resource: Attributes, key = "policy") =>
  JSON.parse(String(resource[key])).Statement as Statement[];
const statement = (resource: Attributes, sid: string) =>
  statements(resource).find(({ Sid }) => Sid === sid) ?? { Effect: "none", Action: [] };
const subjects = (role: Attributes) =>
  statements(role, "assume_role_policy").map(({ Condition }) => Condition?.StringEquals?.[`${HOST}:sub`]);
const list = (value: string | readonly string[] = []) => (typeof value === "string" ? [value] : value);

describe("a platform stack", () => {
  it("is there for each account that the platform file names", () => {
    const stacks = [...platformStacks().keys()];
    expect(stacks).toEqual(["platform", "platform-sandbox", "festa-production", "festa-apps"]);
  });

  it("makes the state bucket with versions, encryption and a lock file, closed to all but TLS", () => {
    const platform = stack("platform");
    expect(platform.json.terraform).toMatchObject({
      backend: {
        s3: {
          bucket: "example-terraform-state",
          key: "states/platform.tfstate",
          use_lockfile: true,
          encrypt: true,
        },
      },
    });
    expect(platform.one("aws_s3_bucket", "state_bucket")).toMatchObject({
      bucket: "example-terraform-state",
      force_destroy: false,
      lifecycle: { prevent_destroy: true },
    });
    expect(platform.one("aws_s3_bucket_versioning", "state_versioning")).toMatchObject({
      versioning_configuration: { status: "Enabled" },
    });
    expect(platform.one("aws_s3_bucket_public_access_block", "state_public-access")).toMatchObject({
      restrict_public_buckets: true,
    });
    const policy = platform.one("aws_s3_bucket_policy", "state_policy");
    expect(statement(policy, "RefusePlainHttp").Condition).toEqual({
      Bool: { "aws:SecureTransport": "false" },
    });
  });

  it("lets only CI roles of the other accounts use the state bucket", () => {
    const policy = stack("platform").one("aws_s3_bucket_policy", "state_policy");
    const allowed = statements(policy).filter(({ Effect }) => Effect === "Allow");
    expect(allowed).toHaveLength(3);
    for (const { Principal, Condition } of allowed) {
      expect(Principal).toEqual({ AWS: "arn:aws:iam::444455556666:root" });
      expect(Condition).toEqual({
        ArnLike: { "aws:PrincipalArn": "arn:aws:iam::444455556666:role/example/platform-ci/ci-*" },
      });
    }
  });

  it("trusts jobs by their whole subject", () => {
    const platform = stack("platform");
    const repository = "repo:example/infrastructure";
    expect(subjects(platform.one("aws_iam_role", "plan_role"))).toEqual([
      [`${repository}:pull_request`, `${repository}:ref:refs/heads/main`],
    ]);
    expect(subjects(platform.one("aws_iam_role", "apply_festa-production_role"))).toEqual([
      [`${repository}:environment:festa-production`],
    ]);
    for (const role of Object.values(platform.all("aws_iam_role"))) {
      const [trust] = statements(role, "assume_role_policy");
      expect(Object.keys(trust?.Condition ?? {})).toEqual(["StringEquals"]);
      expect(trust?.Condition?.StringEquals?.[`${HOST}:aud`]).toBe("sts.amazonaws.com");
      expect(trust?.Principal).toEqual({
        Federated: "${aws_iam_openid_connect_provider.github_provider.arn}",
      });
      expect(role.path).toBe("/example/platform-ci/");
    }
  });

  it("allows no wildcard action, and names the resources of roles but for one action that has none", () => {
    for (const platform of ["platform", "platform-sandbox"].map((name) => stack(name))) {
      const policies = ["aws_iam_role_policy", "aws_s3_bucket_policy"].flatMap((type) =>
        Object.values(platform.all(type)),
      );
      const allowed = policies
        .flatMap((policy) => statements(policy))
        .filter(({ Effect }) => Effect === "Allow");
      expect(allowed.flatMap(({ Action }) => list(Action)).filter((action) => action.includes("*"))).toEqual(
        [],
      );
      const everywhere = allowed.filter(({ Resource }) => list(Resource).includes("*"));
      expect(everywhere.map(({ Action }) => Action)).toEqual(["states:ValidateStateMachineDefinition"]);
    }
  });

  it("has a plan role that reads states and no other data, and writes only plans", () => {
    const policy = stack("platform").one("aws_iam_role_policy", "plan_policy");
    const allowed = statements(policy).filter(({ Effect }) => Effect === "Allow");
    expect(allowed.flatMap(({ Action }) => list(Action)).sort()).toEqual([
      "kms:Decrypt",
      "kms:GenerateDataKey",
      "s3:GetObject",
      "s3:ListBucket",
      "s3:PutObject",
      "states:ValidateStateMachineDefinition",
    ]);
    expect(statement(policy, "NoData").Action).toContain("secretsmanager:GetSecretValue");
    expect(statement(policy, "NoOtherObjects").NotResource).toEqual([
      "arn:aws:s3:::example-terraform-state/states/*.tfstate",
      "arn:aws:s3:::festa-production-111122223333-us-east-2-bundles/*",
    ]);
  });

  it("has an apply role for each environment, with its own state, plans, roles and buckets", () => {
    const platform = stack("platform");
    const policy = platform.one("aws_iam_role_policy", "apply_festa-apps_policy");
    const key = "arn:aws:s3:::example-terraform-state/states/festa-apps.tfstate";
    expect(statement(policy, "OwnState").Resource).toBe(key);
    expect(statement(policy, "OwnLock").Resource).toBe(`${key}.tflock`);
    expect(statement(policy, "GrantToOwnRoles").Resource).toBe(
      "arn:aws:iam::111122223333:role/example/festa-apps-*",
    );
    expect(statement(policy, "OnlyOwnBuckets").NotResource).toEqual([
      key,
      `${key}.tflock`,
      "arn:aws:s3:::example-terraform-plans-111122223333/festa-apps/*",
      "arn:aws:s3:::festa-apps-*",
    ]);
    expect(platform.one("aws_iam_role_policy_attachment", "apply_festa-apps_PowerUserAccess")).toMatchObject({
      policy_arn: "arn:aws:iam::aws:policy/PowerUserAccess",
    });
  });

  it("cannot be reached by what the apply roles may do to roles", () => {
    const platform = stack("platform");
    for (const [name, { name: role, path }] of Object.entries(platform.all("aws_iam_role"))) {
      const arn = `arn:aws:iam::111122223333:role${path}${role}`;
      for (const policy of Object.values(platform.all("aws_iam_role_policy"))) {
        const own = statement(policy, "OwnRoles").Resource;
        if (own === undefined) continue;
        expect(arn.startsWith(String(own).slice(0, -1)), name).toBe(false);
      }
    }
  });

  it("makes roles give the permissions boundary on, where there is one", () => {
    const boundary = "arn:aws:iam::111122223333:policy/limits";
    const platform = PLATFORM_STACKS.replace("path: /example/", `permissionsBoundary: "${boundary}"`);
    const policy = stack("platform", platform).one("aws_iam_role_policy", "apply_festa-apps_policy");
    expect(statement(policy, "GrantToOwnRoles").Condition).toEqual({
      StringEquals: { "iam:PermissionsBoundary": boundary },
    });
  });

  it("keeps plans for seven days, encrypted with a key of their own", () => {
    const platform = stack("platform");
    expect(platform.one("aws_s3_bucket_lifecycle_configuration", "plans_store_lifecycle").rule).toMatchObject(
      [{ expiration: [{ days: 7 }] }],
    );
    expect(
      platform.one("aws_s3_bucket_server_side_encryption_configuration", "plans_store_encryption").rule,
    ).toEqual([
      expect.objectContaining({
        apply_server_side_encryption_by_default: {
          kms_master_key_id: "${aws_kms_key.plans_encryption_key.arn}",
          sse_algorithm: "aws:kms",
        },
      }),
    ]);
  });

  it("lets AWS write the logs of all web ACLs, and environments then make no policy", () => {
    const policies = stack("platform").all("aws_cloudwatch_log_resource_policy");
    expect(Object.keys(policies)).toEqual(["waf-logs_us-east-2", "waf-logs_us-west-2"]);
    expect(policies["waf-logs_us-east-2"]).toMatchObject({ provider: "aws.us-east-2" });
    expect(policies["waf-logs_us-east-2"]?.policy_document).toContain(
      "arn:aws:logs:us-east-2:111122223333:log-group:aws-waf-logs-*:*",
    );
    expect(stack("festa-production").all("aws_cloudwatch_log_resource_policy")).toEqual({});
    expect(stack("festa-production").all("aws_wafv2_web_acl_logging_configuration")).not.toEqual({});
  });

  it("leaves environments their own policy unless it shares one", () => {
    const own = PLATFORM_STACKS.replace("wafLogPolicy: shared", "wafLogPolicy: per-environment");
    expect(stack("platform", own).all("aws_cloudwatch_log_resource_policy")).toEqual({});
    expect(
      Object.keys(stack("festa-production", own).all("aws_cloudwatch_log_resource_policy")),
    ).toHaveLength(1);
  });

  it("makes neither roles nor a bucket for plans without a repository", () => {
    const alone = PLATFORM_STACKS.replace(/ {2}(repository|branch|applyPolicies): .*\n/g, "");
    const platform = stack("platform", alone);
    expect(platform.all("aws_iam_role")).toEqual({});
    expect(Object.keys(platform.all("aws_s3_bucket"))).toEqual(["state_bucket"]);
  });

  it.each([
    ["oidcProvider: make", "oidcProvider: existing", "aws_iam_openid_connect_provider"],
    ["accountSettings: safe", "accountSettings: unchanged", "aws_s3_account_public_access_block"],
    ["zones: [example.com]", "zones: []", "aws_route53_zone"],
  ])("leaves out what is not asked for: %s", (from, to, type) => {
    expect(Object.keys(stack("platform").all(type))).toHaveLength(1);
    expect(stack("platform", PLATFORM_STACKS.replace(from, to)).all(type)).toEqual({});
  });

  it.each([
    ["branch: main", "branch: trunk"],
    ["aws:policy/PowerUserAccess", "aws:policy/AdministratorAccess"],
    ["registry: public.ecr.aws", "registry: quay.io"],
    ["secret:ecr-pullthroughcache/hub-a1B2c3", "secret:ecr-pullthroughcache/hub-d4E5f6"],
    ["docker-hub:", "hub:"],
    ["example/infrastructure", "example/other"],
  ])("changes with its option: %s", (from, to) => {
    const [before, after] = [PLATFORM_STACKS, PLATFORM_STACKS.replace(from, to)].map((text) =>
      stack("platform", text),
    );
    expect(after?.json).not.toEqual(before?.json);
  });

  for (const name of ["platform", "platform-sandbox"]) {
    it(`${name} validates and is planned whole`, { timeout: TERRAFORM_TIMEOUT }, async (context) => {
      requireTool(context, "terraform");
      const made = stack(name);
      await validateStack(made.json);
      const plan = await planStack(made.json);
      expect((plan.resource_changes ?? []).map(({ address }) => address).sort()).toEqual(made.addresses());
    });
  }
});
