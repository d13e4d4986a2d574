import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { Sandbox } from "../../cli/sandbox/sandbox";
import { loadEnvironments } from "../../config/validate";
import { synthesize } from "../../stacks/synthesize";
import { PLATFORM } from "../support/config";
import { temporaryRoot } from "../support/root";
import { requireTool } from "../support/terraform";

const directory = mkdtempSync(join(tmpdir(), "teamstacks-releases-"));
afterAll(() => rmSync(directory, { recursive: true }));

/** A service per engine whose images a pipeline deploys; one of them scales. */
const TEAM = `team: shop
owners: [web-platform]
environments:
  test:
    class: staging
    account: "111122223333"
    region: us-west-2
    network: { ipv4Cidr: 10.20.0.0/16, availabilityZones: [us-west-2a, us-west-2b] }
    ingress: { domain: shop.example.net, zone: example.net, public: true }
    services:
      rolling:
        image: example/rolling:1.0.0
        port: 8080
        paths: [/rolling/*]
        release: { owner: pipeline }
      shifted:
        image: example/shifted:1.0.0
        port: 8080
        paths: [/shifted/*]
        deploy:
          engine: codedeploy
          strategy: linear
          stepPercent: 25
          stepMinutes: 1
          testPort: 8443
          testFrom: [203.0.113.0/24]
        scaling: { minTasks: 1, maxTasks: 4, requestsPerTaskPerMinute: 600 }
`;

const CLUSTER = "shop-test";
const SERVICES = ["rolling", "shifted"];

interface Described {
  readonly services: readonly { readonly serviceName: string; readonly taskDefinition: string }[];
}

/** The AWS of a sandbox, as whoever deploys uses it. */
function deployer(url: string) {
  const headers = (service: string) => ({
    authorization: `AWS4-HMAC-SHA256 Credential=deployer/20261121/us-west-2/${service}/aws4_request, SignedHeaders=host, Signature=0`,
  });
  async function ecs<T>(operation: string, input: object): Promise<T> {
    const response = await fetch(url, {
      method: "POST",
      headers: {
        ...headers("ecs"),
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": `AmazonEC2ContainerServiceV20141113.${operation}`,
      },
      body: JSON.stringify(input),
    });
    if (!response.ok) throw new Error(`${operation}: ${await response.text()}`);
    return (await response.json()) as T;
  }
  async function elb(action: string, parameters: Record<string, string>): Promise<string> {
    const body = new URLSearchParams({ Action: action, Version: "2015-12-01", ...parameters });
    const response = await fetch(url, {
      method: "POST",
      headers: { ...headers("elasticloadbalancing"), "content-type": "application/x-www-form-urlencoded" },
      body,
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${action}: ${text}`);
    return text;
  }
  return { ecs, elb };
}

type Deployer = ReturnType<typeof deployer>;

/** A revision that Terraform knows nothing of, running in place of the one before. */
async function deploy({ ecs }: Deployer, service: string, moved: object): Promise<string> {
  const registered = await ecs<{ taskDefinition: { taskDefinitionArn: string } }>("RegisterTaskDefinition", {
    family: `${CLUSTER}-${service}`,
    requiresCompatibilities: ["FARGATE"],
    networkMode: "awsvpc",
    cpu: "256",
    memory: "512",
    containerDefinitions: [{ name: service, image: `example/${service}:2.0.0`, cpu: 256, memory: 512 }],
  });
  const taskDefinition = registered.taskDefinition.taskDefinitionArn;
  await ecs("UpdateService", { cluster: CLUSTER, service, taskDefinition, ...moved });
  return taskDefinition;
}

/** What stands between the tags of a name. */
function all(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(`<${name}>([^<]+)</${name}>`, "g"))].map(([, text = ""]) => text);
}

/** Three quarters of the requests of a path go to the second group, on every listener. */
async function shift({ elb }: Deployer, path: string, groups: readonly string[]): Promise<number> {
  const [balancer = ""] = all(await elb("DescribeLoadBalancers", {}), "LoadBalancerArn");
  const listeners = all(await elb("DescribeListeners", { LoadBalancerArn: balancer }), "ListenerArn");
  const weights = groups.flatMap((group, index) => {
    const at = `Actions.member.1.ForwardConfig.TargetGroups.member.${index + 1}`;
    return [
      [`${at}.TargetGroupArn`, group],
      [`${at}.Weight`, index === 0 ? "25" : "75"],
    ];
  });
  let moved = 0;
  for (const ListenerArn of new Set(listeners)) {
    for (const RuleArn of all(await elb("DescribeRules", { ListenerArn }), "RuleArn")) {
      const rule = await elb("DescribeRules", { "RuleArns.member.1": RuleArn });
      if (!rule.includes(path)) continue;
      const forward = { "Actions.member.1.Type": "forward", ...Object.fromEntries(weights) };
      await elb("ModifyRule", { RuleArn, ...forward });
      moved++;
    }
  }
  return moved;
}

describe("deployments that Terraform has no part in", () => {
  test("leave a plan empty, whichever engine they are of", async (context) => {
    requireTool(context, "sandbox");
    const root = temporaryRoot({ "platform.yaml": PLATFORM, "teams/shop.yaml": TEAM });
    const { environments } = loadEnvironments(root);
    await synthesize(environments, { root, out: join(directory, "out") });
    const zones = Object.fromEntries(
      environments.flatMap(({ ingress }) => (ingress ? [[ingress.zone.name, ingress.zone.id]] : [])),
    );
    const options = { output: join(directory, "out"), directory: join(directory, "sandbox"), zones };
    const sandbox = new Sandbox(CLUSTER, { ...options, detached: false });
    try {
      const { url } = await sandbox.up();
      expect(await sandbox.plan()).toEqual([]);

      const aws = deployer(url);
      const groups = all(await aws.elb("DescribeTargetGroups", {}), "TargetGroupArn").filter((arn) =>
        arn.includes(`${CLUSTER}-shifted-`),
      );
      expect(groups).toHaveLength(2);
      const first = await deploy(aws, "rolling", {});
      const balanced = { targetGroupArn: groups[1], containerName: "shifted", containerPort: 8080 };
      const second = await deploy(aws, "shifted", { loadBalancers: [balanced], desiredCount: 3 });
      // One rule of the production listener, and one of the test listener.
      expect(await shift(aws, "/shifted/*", groups)).toBe(2);

      const { services } = await aws.ecs<Described>("DescribeServices", {
        cluster: CLUSTER,
        services: SERVICES,
      });
      const running = Object.fromEntries(services.map((one) => [one.serviceName, one.taskDefinition]));
      expect(running).toEqual({ rolling: first, shifted: second });
      expect(await sandbox.plan()).toEqual([]);

      expect((await sandbox.down()).left).toEqual({});
    } finally {
      await sandbox.abandon();
    }
  });
});
