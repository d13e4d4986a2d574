import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { changed, complaints, PLATFORM, validated, withEnvironment } from "../support/config";
import { temporaryRoot } from "../support/root";
import { stacksOf, type WrittenStack } from "../support/stacks";
import { planStack, requireTool, validateStack } from "../support/terraform";

/** A service with all that a container can have, and a Ghost; both on Fargate. */
const FARGATE = `${withEnvironment(
  "datadog: { site: datadoghq.com, apiKeySecret: arn:aws:ssm:us-west-2:111122223333:parameter/k }",
)}        runtime: fargate
        hosts: [app.example.net]
        cpu: 1024
        memoryMiB: 2048
        environment: { HOST: { from: database.host }, URL: { from: service.url }, TEXT: "$\{x} %{y} \\"z'" }
        secrets: { PASSWORD: { from: database.password } }
        mounts: { data: { path: /data } }
        healthCheck: { path: /up }
        containerHealthCheck: { command: [CMD, "true"] }
        sidecars: { cache: { image: "example/cache:1.0.0" } }
      blog:
        preset: ghost
        image: ghost:6.77.0-alpine
        runtime: fargate
        mail: { from: blog@example.net }
      sweeper:
        image: example/sweeper:1.0.0
        runtime: fargate
        secrets: { PASSWORD: { from: database.password } }
`;
const BEANSTALK = FARGATE.replaceAll("runtime: fargate", "runtime: beanstalk");

function only(team: string): WrittenStack {
  const root = temporaryRoot({ "platform.yaml": PLATFORM, "teams/festa.yaml": team });
  const [stack] = stacksOf(root).values();
  if (stack === undefined) throw new Error("no stack");
  return stack;
}

describe("a team file in which only the runtime changes from fargate to beanstalk", () => {
  it("is as valid as before", () => {
    expect(complaints(validated(FARGATE))).toEqual([]);
    expect(complaints(validated(BEANSTALK))).toEqual([]);
    expect(BEANSTALK.split("\n").filter((line, at) => line !== FARGATE.split("\n")[at])).toHaveLength(3);
  });

  it("keeps network, database, files and their firewalls as they are", () => {
    const [before, after] = [only(FARGATE), only(BEANSTALK)];
    const kept = (stack: WrittenStack) =>
      stack
        .addresses()
        .filter((address) => /\.(network|database|files)_/.test(address) && !/_rotation_/.test(address));
    expect(kept(before).filter((address) => !kept(after).includes(address))).toEqual([]);
    for (const type of ["aws_rds_cluster", "aws_efs_file_system", "aws_efs_access_point", "aws_subnet"]) {
      expect(after.all(type)).toEqual(before.all(type));
    }
  });

  it("leaves nothing of Fargate behind: no cluster, no shared load balancer", () => {
    const types = new Set(
      only(BEANSTALK)
        .addresses()
        .map((address) => address.split(".")[0]),
    );
    for (const type of ["aws_ecs_cluster", "aws_ecs_service", "aws_lb", "aws_lb_target_group"]) {
      expect(types).not.toContain(type);
    }
  });

  it("restarts what reads the database password after a rotation", () => {
    const stack = only(BEANSTALK);
    const machine = JSON.parse(
      String(stack.one("aws_sfn_state_machine", "database_rotation_machine").definition),
    );
    const calls = machine.States.Redeploy.Branches.map(
      ({ StartAt, States }: { StartAt: string; States: Record<string, object> }) => States[StartAt],
    );
    expect(calls).toHaveLength(3);
    for (const call of calls) {
      expect(call).toMatchObject({
        Resource: "arn:aws:states:::aws-sdk:elasticbeanstalk:restartAppServer",
        Parameters: {
          EnvironmentId: expect.stringMatching(/^\$\{aws_elastic_beanstalk_environment\..*\.id\}$/),
        },
      });
    }
    const role = JSON.parse(
      String(stack.one("aws_iam_role_policy", "database_rotation_redeploy_policy").policy),
    );
    expect(role.Statement).toEqual([
      {
        Effect: "Allow",
        Action: "elasticbeanstalk:RestartAppServer",
        Resource: Array.from({ length: 3 }, () =>
          expect.stringMatching(/aws_elastic_beanstalk_environment\..*\.arn/),
        ),
      },
    ]);
  });

  it("hands a team's text on as it was written, in the bundle, and escaped, in Terraform's words", () => {
    const stack = only(BEANSTALK);
    const { content_base64: packed } = stack.one("aws_s3_object", "service_app_beanstalk_source_bundle");
    const files = unzipSync(Buffer.from(String(packed), "base64"));
    const { containerDefinitions } = JSON.parse(strFromU8(files["Dockerrun.aws.json"] ?? new Uint8Array()));
    expect(containerDefinitions[0].environment).toContainEqual({ name: "TEXT", value: "${x} %{y} \"z'" });
    expect(JSON.stringify(containerDefinitions)).not.toMatch(/TfToken|\$\{aws_/);
  });

  it("is taken by the real Terraform, validated and planned", { timeout: 240_000 }, async (context) => {
    requireTool(context, "terraform");
    const stack = only(BEANSTALK);
    await validateStack(stack.json);
    const plan = await planStack(stack.json);
    const created = (plan.resource_changes ?? []).filter(({ change }) => change.actions.join() === "create");
    expect(created.map(({ address }) => address).sort()).toEqual(stack.addresses());
  });
});

describe("services on both runtimes in one environment", () => {
  it("have a shared load balancer for one, and one of its own for the other", () => {
    const mixed = changed(
      "image: ghost:6.77.0-alpine\n        runtime: fargate",
      "image: ghost:6.77.0-alpine\n        runtime: beanstalk",
      FARGATE,
    );
    expect(complaints(validated(mixed))).toEqual([]);
    const stack = only(mixed);
    const certificates = Object.values(stack.all("aws_acm_certificate")).map((one) => one.domain_name);
    expect(certificates.sort()).toEqual(["app.example.net", "festa.example.net"]);
    const records = Object.values(stack.all("aws_route53_record")).map(({ name, type }) => `${name} ${type}`);
    for (const host of certificates)
      expect(records).toEqual(expect.arrayContaining([`${host} A`, `${host} AAAA`]));
    const machine = String(stack.one("aws_sfn_state_machine", "database_rotation_machine").definition);
    expect(machine).toContain("ecs:updateService");
    expect(machine).toContain("elasticbeanstalk:restartAppServer");
  });
});
