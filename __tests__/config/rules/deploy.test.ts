import { describe, expect, it } from "vitest";
import { changed, complaints, TEAM, validated, withService } from "../../support/config";

const at = (lines: string, team = TEAM) => complaints(validated(`${team}        ${lines}\n`));
const PUBLIC = changed('allow: [203.0.113.0/24, "2001:db8:42::/48"]', "public: true");
const HOOK = "arn:aws:lambda:us-west-2:111122223333:function:smoke";

describe("deploy", () => {
  it.each([
    "deploy: { engine: rolling }",
    "deploy: { engine: codedeploy }",
    "deploy: { engine: codedeploy, strategy: linear, stepPercent: 1, stepMinutes: 10, testPort: 8443 }",
    "deploy: { engine: ecs-native, strategy: canary, testPort: 8443, testFrom: [203.0.113.7/32] }",
    `deploy: { engine: ecs-native, hooks: { beforeTraffic: "${HOOK}", afterTraffic: "${HOOK}" } }`,
    "release: { owner: pipeline }",
  ])("takes %s", (lines) => {
    expect(at(lines)).toEqual([]);
  });

  it("takes two hosts with CodeDeploy, which moves every rule of a service", () => {
    const hosts = "hosts: [festa.example.net, shop.example.net]";
    expect(complaints(validated(withService(`${hosts}\ndeploy: { engine: codedeploy }`)))).toEqual([]);
  });

  it.each(["codedeploy", "ecs-native"])("refuses to overlap two tasks of a singleton with %s", (engine) => {
    const [problem] = complaints(validated(withService(`singleton: true\ndeploy: { engine: ${engine} }`)));
    expect(problem).toContain("services.app.deploy.engine: runs the new version beside the old one");
    expect(problem).toContain("the service is a singleton");
  });

  it("refuses to overlap two Ghosts", () => {
    const ghost = TEAM.replace(
      "image: example/app:1.0.0\n        port: 8080",
      "preset: ghost\n        image: ghost:6.77.0-alpine",
    );
    const lines = "mail: none\n        deploy: { engine: codedeploy }";
    expect(at(lines, ghost).join("\n")).toContain("a site has exactly one Ghost");
  });

  it("refuses CodeDeploy on instances, without a load balancer, and with an image of Terraform's", () => {
    const withRuntime = withService("runtime: ec2\ndeploy: { engine: codedeploy }");
    expect(complaints(validated(withRuntime)).join("\n")).toContain(
      "deploy.engine: is CodeDeploy's, which does not",
    );
    expect(at("kind: worker\n        deploy: { engine: codedeploy }").join("\n")).toContain(
      "needs a load balancer",
    );
    const owned = at("release: { owner: terraform }\n        deploy: { engine: codedeploy }");
    expect(owned.join("\n")).toContain("release.owner: cannot be terraform");
  });

  it("refuses ECS's own shifting of several rules, of which it moves one", () => {
    const problems = at('paths: ["/a", "/b"]\n        deploy: { engine: ecs-native }');
    expect(problems.join("\n")).toContain("moves one listener rule, but 2 lead to the service");
  });

  it("refuses steps that nothing sends requests in, that are too small, or that take too long", () => {
    const worker = at("kind: worker\n        deploy: { engine: ecs-native, strategy: linear }");
    expect(worker.join("\n")).toContain("deploy.strategy: is linear, but no load balancer");
    const small = at("deploy: { engine: ecs-native, strategy: linear, stepPercent: 2 }");
    expect(small.join("\n")).toContain("is less than ECS takes for a step, 3");
    const long = at("deploy: { engine: codedeploy, strategy: linear, stepPercent: 1, stepMinutes: 30 }");
    expect(long.join("\n")).toContain("makes a deployment of 2970 minutes");
  });

  it("refuses a test port that shows untested versions to everybody", () => {
    const open = at("deploy: { engine: codedeploy, testPort: 8443 }", PUBLIC);
    expect(open.join("\n")).toContain("would show versions that nobody has tested to everybody");
    expect(at("deploy: { engine: codedeploy, testPort: 8443, testFrom: [198.51.100.0/24] }", PUBLIC)).toEqual(
      [],
    );
  });

  it("refuses a test port that is taken, or not of the service's entrance, and blocks without a port", () => {
    expect(at("deploy: { engine: codedeploy, testPort: 443 }").join("\n")).toContain(
      "is a port of the entrance itself",
    );
    const internal = at("kind: internal\n        deploy: { engine: codedeploy, testPort: 8443 }");
    expect(internal.join("\n")).toContain("testPort: is a port of the public entrance");
    const nowhere = at("deploy: { engine: codedeploy, testFrom: [198.51.100.0/24] }");
    expect(nowhere.join("\n")).toContain("testFrom: leads nowhere");
  });

  it("refuses hooks of another account or region", () => {
    const hook = HOOK.replace("us-west-2", "us-east-1");
    const problems = at(`deploy: { engine: codedeploy, hooks: { beforeTraffic: "${hook}" } }`);
    expect(problems.join("\n")).toContain(
      "hooks.beforeTraffic: is a function of us-east-1 in account 111122223333",
    );
  });

  it("warns of keys that nothing looks at", () => {
    expect(at("deploy: { testPort: 8443, bakeMinutes: 3 }")).toEqual([
      expect.stringContaining("warning"),
      expect.stringContaining("counts only with `engine: codedeploy` or `engine: ecs-native`"),
    ]);
    const [steps] = at("deploy: { engine: codedeploy, stepPercent: 5 }");
    expect(steps).toContain("counts only with `strategy: linear` or `strategy: canary`");
    const [task] = at("kind: task\n        deploy: { engine: codedeploy }").filter((one) =>
      one.includes("deploy"),
    );
    expect(task).toContain("does not keep running");
  });
});

describe("release.owner", () => {
  const ownerOf = (lines: string) => {
    const { environments } = validated(`${TEAM}        ${lines}\n`);
    return environments?.[0]?.services[0]?.release.owner;
  };

  it("is Terraform, unless CodeDeploy or a pipeline deploys, or it says so", () => {
    expect(ownerOf("exec: false")).toBe("terraform");
    expect(ownerOf("deploy: { engine: ecs-native }")).toBe("terraform");
    expect(ownerOf("deploy: { engine: codedeploy }")).toBe("pipeline");
    expect(ownerOf("release: { owner: pipeline }")).toBe("pipeline");
    expect(ownerOf("pipeline: { source: { codecommit: app, branch: main } }")).toBe("pipeline");
  });
});
