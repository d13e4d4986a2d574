import { execFileSync } from "node:child_process";
import { join } from "node:path";
import fc from "fast-check";
import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { bundleFiles } from "../../../modules/beanstalk/bundle-files";
import { executionRoleArn } from "../../../modules/beanstalk/roles";
import { archive } from "../../../modules/beanstalk/zip";
import type { Container, Task } from "../../../modules/compute";
import { withDatadog } from "../../../modules/observability";
import { TEST_IDENTITY } from "../../support/synth";
import { container, GHOST, task } from "../compute/tasks";
import { DATADOG } from "./datadog";
import { synthBlog } from "./fixture";

const GOLDEN = join(__dirname, "golden");
const ROLE = executionRoleArn(TEST_IDENTITY, "blog");

/** Ghost with a cache beside it and Datadog's agent: all that a bundle can hold. */
const FULL: Task = withDatadog(
  {
    containers: [
      ...GHOST.containers.map((each) => ({ ...each, hostPort: 80, links: ["cache"] })),
      container({
        name: "cache",
        image: "valkey/valkey:8.1.4-alpine",
        cpu: 128,
        memoryMiB: 128,
        port: 6379,
        command: ["valkey-server", "--save", ""],
        mounts: [{ volume: "cache", path: "/data", readOnly: false }],
      }),
    ],
    volumes: [...GHOST.volumes, { kind: "scratch", name: "cache" }],
  },
  DATADOG,
);

const files = bundleFiles({
  task: FULL,
  executionRoleArn: ROLE,
  web: { gracePeriodSeconds: 600 },
  singleton: true,
});

describe("the source bundle", () => {
  it.each(Object.keys(files))("%s is what it was", async (path) => {
    await expect(files[path]).toMatchFileSnapshot(join(GOLDEN, path.replace(/^\./, "dot-")));
  });

  it("has exactly these files, with Dockerrun.aws.json at its root", () => {
    expect(Object.keys(files).sort()).toEqual([
      ".ebextensions/10-restart.config",
      ".ebextensions/20-files.config",
      ".ebextensions/30-autoscaling.config",
      ".ebextensions/40-redirect.config",
      ".platform/confighooks/predeploy/20-files.sh",
      ".platform/hooks/predeploy/20-files.sh",
      "Dockerrun.aws.json",
    ]);
  });

  it("has what a worker without files needs, and no more", () => {
    const plain = { task: task(container()), executionRoleArn: ROLE, web: undefined, singleton: false };
    expect(Object.keys(bundleFiles(plain)).sort()).toEqual([
      ".ebextensions/10-restart.config",
      "Dockerrun.aws.json",
    ]);
  });

  it("is the same to the byte, wherever it is packed", () => {
    const { hash, base64 } = archive(files);
    const reversed = Object.fromEntries(Object.entries(files).reverse());
    expect(archive(reversed)).toEqual({ hash, base64 });
    expect(packedElsewhere()).toBe(base64);
    expect(hash).toMatchInlineSnapshot(`"8ece36a4c9c94284"`);
  });

  it("unpacks to what was packed", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[a-z]{1,8}(\/[a-z]{1,8}){0,2}$/), fc.string({ unit: "binary" }), {
          maxKeys: 5,
        }),
        (given) => {
          const unpacked = unzipSync(Buffer.from(archive(given).base64, "base64"));
          expect(Object.keys(unpacked)).toEqual(Object.keys(given).sort());
          for (const [path, text] of Object.entries(given)) {
            expect(strFromU8(unpacked[path] ?? new Uint8Array())).toBe(Buffer.from(text).toString());
          }
        },
      ),
    );
  });

  it("changes its hash with any file", () => {
    expect(archive({ a: "1" }).hash).not.toBe(archive({ a: "2" }).hash);
    expect(archive({ a: "1" }).hash).not.toBe(archive({ b: "1" }).hash);
  });

  it("names the object and the version after its content", () => {
    const stack = synthBlog();
    const object = stack.one("aws_s3_object", "blog_source_bundle");
    const content = Buffer.from(String(object.content_base64), "base64");
    const label = String(stack.one("aws_elastic_beanstalk_application_version", "blog_source_version").name);
    expect(object.key).toMatch(/^blog\/[0-9a-f]{16}\.zip$/);
    expect(object.key).toBe(`blog/${label.slice("blog-".length)}.zip`);
    expect(Object.keys(unzipSync(content))).toContain("Dockerrun.aws.json");
    expect(object).toMatchObject({ lifecycle: { create_before_destroy: true } });
    const environment = stack.one("aws_elastic_beanstalk_environment", "blog_environment");
    expect(environment.version_label).toBe(
      "${aws_elastic_beanstalk_application_version.blog_source_version.name}",
    );
  });

  it("makes no other version for what only AWS or the settings know", () => {
    const label = (changes: Parameters<typeof synthBlog>[0]) =>
      synthBlog(changes).one("aws_elastic_beanstalk_application_version", "blog_source_version").name;
    expect(label({ instanceTypes: ["m7i.large"], logRetentionDays: 7 })).toBe(label({}));
    const other = {
      ...GHOST,
      containers: GHOST.containers.map((each) => ({ ...each, image: "ghost:6.78.0" })),
    };
    expect(label({ task: other, bundleTask: other })).not.toBe(label({}));
  });
});

describe("text of a team in the bundle", () => {
  const HOSTILE = '\'; rm -rf / #"\n\t- x: ${file("/etc/passwd")} %{ if true } $(id) `id` {{secret}} 🙂';

  it("stays text in Dockerrun.aws.json and reaches no template", () => {
    const hostile = container({ environment: { A: HOSTILE }, command: [HOSTILE], labels: { B: HOSTILE } });
    const made = bundleFiles({
      task: { containers: [hostile], volumes: GHOST.volumes },
      executionRoleArn: ROLE,
      web: { gracePeriodSeconds: 600 },
      singleton: true,
    });
    const [definition] = JSON.parse(made["Dockerrun.aws.json"] ?? "").containerDefinitions;
    expect(definition).toMatchObject({
      command: [HOSTILE],
      environment: [{ name: "A", value: HOSTILE }],
      dockerLabels: { B: HOSTILE },
    });
    for (const [path, text] of Object.entries(made)) {
      if (path !== "Dockerrun.aws.json") expect(text).not.toContain("rm -rf / #");
    }
  });
});

describe("the remedy for a host whose Docker died", () => {
  const config = (name: string) => parse(files[`.ebextensions/${name}`] ?? "");

  it("replaces an instance that the load balancer finds ill, after a grace period", () => {
    expect(config("30-autoscaling.config").Resources.AWSEBAutoScalingGroup).toMatchObject({
      Type: "AWS::AutoScaling::AutoScalingGroup",
      Properties: { HealthCheckType: "ELB", HealthCheckGracePeriod: 600 },
    });
  });

  it("gives a new instance time to boot besides the grace period of the service", () => {
    const object = synthBlog().one("aws_s3_object", "blog_source_bundle");
    const unpacked = unzipSync(Buffer.from(String(object.content_base64), "base64"));
    const text = strFromU8(unpacked[".ebextensions/30-autoscaling.config"] ?? new Uint8Array());
    expect(parse(text).Resources.AWSEBAutoScalingGroup.Properties.HealthCheckGracePeriod).toBe(300 + 300);
  });

  it("starts docker and the ECS agent again, for ever", () => {
    const { files: written, commands } = config("10-restart.config");
    expect(Object.keys(written)).toEqual([
      "/etc/systemd/system/docker.service.d/10-restart.conf",
      "/etc/systemd/system/ecs.service.d/10-restart.conf",
    ]);
    for (const { content } of Object.values<{ content: string }>(written)) {
      expect(content).toBe("[Unit]\nStartLimitIntervalSec=0\n\n[Service]\nRestart=always\nRestartSec=10\n");
    }
    expect(commands).toEqual({ "10_restart": { command: "systemctl daemon-reload" } });
  });

  it("ends the only instance of a singleton before another comes", () => {
    const { Properties } = config("30-autoscaling.config").Resources.AWSEBAutoScalingGroup;
    expect(Properties.InstanceMaintenancePolicy).toEqual({
      MinHealthyPercentage: 0,
      MaxHealthyPercentage: 100,
    });
    const many = bundleFiles({
      task: FULL,
      executionRoleArn: ROLE,
      web: { gracePeriodSeconds: 9 },
      singleton: false,
    });
    expect(many[".ebextensions/30-autoscaling.config"]).not.toContain("InstanceMaintenancePolicy");
  });
});

describe("the redirect", () => {
  it("sends HTTP to HTTPS and nothing else", () => {
    const { HttpRedirect } = parse(files[".ebextensions/40-redirect.config"] ?? "").Resources;
    expect(HttpRedirect.Properties).toMatchObject({
      LoadBalancerArn: { Ref: "AWSEBV2LoadBalancer" },
      Port: 80,
      DefaultActions: [{ Type: "redirect", RedirectConfig: { Protocol: "HTTPS", StatusCode: "HTTP_301" } }],
    });
  });
});

describe("Dockerrun.aws.json", () => {
  const dockerrun = JSON.parse(files["Dockerrun.aws.json"] ?? "");
  const named = (name: string) =>
    dockerrun.containerDefinitions.find((each: Pick<Container, "name">) => each.name === name);

  it("has version 2, the execution role and memory for every container", () => {
    expect(dockerrun.AWSEBDockerrunVersion).toBe(2);
    expect(dockerrun.executionRoleArn).toBe("arn:aws:iam::111122223333:role/team-test-blog-execution");
    for (const { memory, cpu } of dockerrun.containerDefinitions) {
      expect(memory).toBeGreaterThan(0);
      expect(cpu).toBeGreaterThanOrEqual(2);
    }
  });

  it("puts the service's own container, and no other, on port 80 of the instance", () => {
    expect(named("blog").portMappings).toEqual([{ containerPort: 2368, hostPort: 80, protocol: "tcp" }]);
    expect(named("cache")).not.toHaveProperty("portMappings");
    const stack = synthBlog();
    const content = Buffer.from(
      String(stack.one("aws_s3_object", "blog_source_bundle").content_base64),
      "base64",
    );
    const text = strFromU8(unzipSync(content)["Dockerrun.aws.json"] ?? new Uint8Array());
    expect(JSON.parse(text).containerDefinitions[0].portMappings[0].hostPort).toBe(80);
  });

  it("holds no secret and no reference to one", () => {
    const text = files["Dockerrun.aws.json"] ?? "";
    expect(text).not.toContain("secretsmanager");
    expect(text).not.toContain("${");
    expect(text).not.toContain("DD_API_KEY");
  });

  it("gives containers paths of the instance for volumes", () => {
    expect(dockerrun.volumes).toContainEqual({ name: "content", host: { sourcePath: "/efs/content" } });
    expect(dockerrun.volumes).toContainEqual({
      name: "cache",
      host: { sourcePath: "/var/lib/teamstacks/cache" },
    });
    expect(dockerrun.volumes).toContainEqual({
      name: "dd-docker-socket",
      host: { sourcePath: "/var/run/docker.sock" },
    });
  });

  it("links containers to each other and to the Datadog agent of the instance", () => {
    expect(named("blog").links).toEqual(["cache", "datadog-agent"]);
    expect(named("blog").environment).toContainEqual({ name: "DD_AGENT_HOST", value: "datadog-agent" });
    expect(named("datadog-agent").essential).toBe(false);
  });
});

/** Base64 of the same bundle, packed by another process in another time zone and language. */
function packedElsewhere(): string {
  const program = `
    const { archive } = require("./cli/load.cjs").load("modules/beanstalk/zip.ts");
    process.stdout.write(archive(JSON.parse(process.argv[1])).base64);`;
  return execFileSync(process.execPath, ["-e", program, JSON.stringify(files)], {
    cwd: join(__dirname, "../../.."),
    encoding: "utf8",
    env: { ...process.env, TZ: "Pacific/Kiritimati", LANG: "tr_TR.UTF-8" },
  });
}
