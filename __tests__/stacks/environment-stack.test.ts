import { beforeEach, describe, expect, it } from "vitest";
import { changed, PLATFORM, TEAM, withEnvironment, withService } from "../support/config";
import { temporaryRoot } from "../support/root";
import { stacksOf, type WrittenStack } from "../support/stacks";

/** The one stack of a root with one environment. */
function only(team: string, platform = PLATFORM): WrittenStack {
  const [stack] = stacksOf(temporaryRoot({ "platform.yaml": platform, "teams/festa.yaml": team })).values();
  if (stack === undefined) throw new Error("no stack");
  return stack;
}

const resources = (stack: WrittenStack, type: string) => Object.values(stack.all(type));

describe("a stack", () => {
  let stack: WrittenStack;
  let terraform: Record<string, Record<string, unknown>>;
  beforeEach(() => {
    stack = only(TEAM);
    terraform = stack.json.terraform as typeof terraform;
  });

  it("takes every provider version that its arguments are valid for", () => {
    expect(terraform.required_providers?.aws).toMatchObject({ version: ">= 5.100.0, < 7.0.0" });
  });

  it("refuses credentials of another account", () => {
    expect(stack.json.provider).toMatchObject({
      aws: [{ allowed_account_ids: ["111122223333"], region: "us-west-2" }],
    });
  });

  it("tags everything with whose it is", () => {
    expect(stack.json.provider).toMatchObject({
      aws: [
        {
          default_tags: [
            {
              tags: {
                team: "festa",
                environment: "production",
                class: "production",
                "managed-by": "teamstacks",
              },
            },
          ],
        },
      ],
    });
  });

  it("keeps local state beside the output, by a relative path", () => {
    const { path } = (terraform.backend as Record<string, { path: string }>).local ?? { path: "" };
    expect(path).toMatch(/^(\.\.\/)+.*state\/festa-production\.tfstate$/);
  });

  it("is the same, byte for byte, every time", () => {
    const path = /"path": "[^"]*tfstate"/;
    expect(only(TEAM).text.replace(path, "")).toBe(stack.text.replace(path, ""));
  });
});

describe("state", () => {
  it("can be in S3, with a lock file", () => {
    const stack = only(
      TEAM,
      `${PLATFORM}state: { backend: s3, bucket: example-state, region: us-west-2, prefix: stacks }\n`,
    );
    expect(stack.json.terraform).toMatchObject({
      backend: {
        s3: {
          bucket: "example-state",
          key: "stacks/festa-production.tfstate",
          region: "us-west-2",
          encrypt: true,
          use_lockfile: true,
        },
      },
    });
  });

  it("can be in HCP Terraform, a workspace a stack", () => {
    const stack = only(TEAM, `${PLATFORM}state: { backend: cloud, organization: example, project: teams }\n`);
    expect(stack.json.terraform).toMatchObject({
      cloud: { organization: "example", workspaces: { name: "festa-production", project: "teams" } },
    });
  });
});

describe("IAM roles", () => {
  const iam = "iam: { path: /teams/, permissionsBoundary: arn:aws:iam::111122223333:policy/boundary }\n";

  it("have the platform's path and permissions boundary", () => {
    const roles = resources(only(TEAM, PLATFORM + iam), "aws_iam_role");
    expect(roles).toHaveLength(3);
    for (const role of roles) {
      expect(role).toMatchObject({
        path: "/teams/",
        permissions_boundary: "arn:aws:iam::111122223333:policy/boundary",
      });
    }
  });

  it("have neither where the platform sets none", () => {
    for (const role of resources(only(TEAM), "aws_iam_role")) {
      expect(role.path).toBe("/");
      expect(role).not.toHaveProperty("permissions_boundary");
    }
  });
});

describe("protection", () => {
  const holdingData = ["aws_rds_cluster", "aws_efs_file_system"];
  const kept = (stack: WrittenStack) => holdingData.map((type) => resources(stack, type)[0]?.lifecycle);

  it("keeps data in class production", () => {
    const stack = only(TEAM);
    expect(kept(stack)).toEqual(holdingData.map(() => expect.objectContaining({ prevent_destroy: true })));
    expect(resources(stack, "aws_rds_cluster")[0]).toMatchObject({
      deletion_protection: true,
      skip_final_snapshot: false,
    });
    expect(resources(stack, "aws_lb")[0]).toMatchObject({ enable_deletion_protection: true });
  });

  it("is lifted by `protect: false`, and by nothing else in that class", () => {
    const stack = only(withEnvironment("protect: false"));
    for (const lifecycle of kept(stack)) expect(lifecycle).not.toMatchObject({ prevent_destroy: true });
    expect(resources(stack, "aws_rds_cluster")[0]).toMatchObject({ deletion_protection: false });
  });
});

describe("a customer's key", () => {
  it("is made only when it is asked for, and then encrypts what rests", () => {
    expect(resources(only(TEAM), "aws_kms_key")).toEqual([]);
    const stack = only(withEnvironment("encryption: customer-managed"));
    expect(resources(stack, "aws_kms_key")).toHaveLength(1);
    for (const type of ["aws_rds_cluster", "aws_efs_file_system"]) {
      expect(resources(stack, type)[0]?.kms_key_id).toBe("${aws_kms_key.encryption_key.arn}");
    }
    for (const group of resources(stack, "aws_cloudwatch_log_group")) {
      expect(group.kms_key_id).toBe("${aws_kms_key.encryption_key.arn}");
    }
  });
});

describe("text of a team", () => {
  it("arrives as text, never as an expression", () => {
    const stack = only(withService("environment: { EVIL: '${file(\"/etc/passwd\")}%{if true}x' }"));
    const [task] = resources(stack, "aws_ecs_task_definition");
    const [container] = JSON.parse(String(task?.container_definitions));
    expect(container.environment).toContainEqual({
      name: "EVIL",
      value: '$${file("/etc/passwd")}%%{if true}x',
    });
  });
});

describe("adding", () => {
  let before: WrittenStack;
  beforeEach(() => {
    before = only(TEAM);
  });
  const added = (stack: WrittenStack) =>
    stack.addresses().filter((address) => !before.addresses().includes(address));
  const removed = (stack: WrittenStack) =>
    before.addresses().filter((address) => !stack.addresses().includes(address));

  it("an availability zone removes nothing", () => {
    const stack = only(changed("[us-west-2a, us-west-2b]", "[us-west-2a, us-west-2b, us-west-2c]"));
    expect(removed(stack)).toEqual([]);
    expect(added(stack).every((address) => address.includes("us-west-2c"))).toBe(true);
  });

  it("a service removes nothing, and changes nothing of the other", () => {
    const stack = only(
      `${TEAM}      other:\n        image: example/other:1.0.0\n        port: 9000\n        paths: [/other/*]\n`,
    );
    expect(removed(stack)).toEqual([]);
    expect(added(stack).every((address) => address.includes("other"))).toBe(true);
    for (const type of [
      "aws_lb_listener_rule",
      "aws_ecs_service",
      "aws_iam_role_policy",
      "aws_lb_target_group",
    ]) {
      expect(stack.all(type)).toMatchObject(before.all(type));
    }
  });
});

describe("the longest names", () => {
  const [team, environment, service] = ["t".repeat(24), "e".repeat(24), "s".repeat(24)];
  const longest = withService("secrets: { PASSWORD: { from: database.password } }")
    .replace("team: festa", `team: ${team}`)
    .replace("  production:\n", `  ${environment}:\n`)
    .replace("      app:\n", `      ${service}:\n`);
  const written = () =>
    stacksOf(temporaryRoot({ "platform.yaml": PLATFORM, [`teams/${team}.yaml`]: longest })).get(
      `${team}-${environment}`,
    );

  it.each([
    ["aws_lb", "name", 32],
    ["aws_lb_target_group", "name", 32],
    ["aws_iam_role", "name", 64],
    ["aws_s3_bucket", "bucket", 63],
    ["aws_rds_cluster", "cluster_identifier", 63],
    ["aws_rds_cluster_instance", "identifier", 63],
    ["aws_db_subnet_group", "name", 255],
    ["aws_efs_file_system", "creation_token", 64],
    ["aws_ecs_cluster", "name", 255],
    ["aws_ecs_service", "name", 255],
    ["aws_sfn_state_machine", "name", 80],
    ["aws_cloudwatch_event_rule", "name", 64],
    ["aws_wafv2_web_acl", "name", 128],
    ["aws_wafv2_ip_set", "name", 128],
    ["aws_security_group", "name", 255],
    ["aws_sns_topic", "name", 256],
  ])("stay inside the limit of %s", (type, attribute, limit) => {
    const names = Object.values(written()?.all(type) ?? {}).map((one) => String(one[attribute]));
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) expect(name.length).toBeLessThanOrEqual(limit);
    expect(new Set(names).size).toBe(names.length);
  });
});
