import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { REPOSITORY, stacksOf } from "../support/stacks";

interface Setting {
  readonly namespace: string;
  readonly name: string;
  readonly value: string;
}

/*
 * The finding of a talk: Docker was killed for want of memory, every instance answered 502, and nothing was
 * replaced. The README tells it; here is each part of the remedy.
 */
describe("an instance whose Docker is dead", () => {
  const stack = stacksOf(REPOSITORY).get("festa-production");
  const [environment] = Object.values(stack?.all("aws_elastic_beanstalk_environment") ?? {});
  const [bundle] = Object.values(stack?.all("aws_s3_object") ?? {});
  const files = unzipSync(Buffer.from(String(bundle?.content_base64), "base64"));
  const file = (name: string) => strFromU8(files[`.ebextensions/${name}`] ?? new Uint8Array());
  const settings = (environment?.setting ?? []) as Setting[];
  const option = (namespace: string, name: string) =>
    settings.find((one) => one.namespace === namespace && one.name === name)?.value;

  it("starts Docker and the ECS agent again by itself, however they ended and however often", () => {
    const restarts = parse(file("10-restart.config")).files;
    for (const unit of ["docker", "ecs"]) {
      const { content } = restarts[`/etc/systemd/system/${unit}.service.d/10-restart.conf`];
      expect(content).toContain("Restart=always");
      expect(content).toContain("StartLimitIntervalSec=0");
    }
  });

  it("is replaced, because the group believes the load balancer and not the machine", () => {
    const { Type, Properties } = parse(file("30-autoscaling.config")).Resources.AWSEBAutoScalingGroup;
    expect(Type).toBe("AWS::AutoScaling::AutoScalingGroup");
    expect(Properties.HealthCheckType).toBe("ELB");
  });

  it("is not replaced while it starts for the first time", () => {
    const { Properties } = parse(file("30-autoscaling.config")).Resources.AWSEBAutoScalingGroup;
    expect(Properties.HealthCheckGracePeriod).toBeGreaterThanOrEqual(600);
  });

  it("is told from a healthy one by a path that can succeed", () => {
    const process = "aws:elasticbeanstalk:environment:process:default";
    expect(option(process, "HealthCheckPath")).toBe("/ghost/.well-known/jwks.json");
    expect(option(process, "MatcherHTTPCode")).toBe("200");
  });

  it("is seen: enhanced health, and an alarm about it", () => {
    expect(option("aws:elasticbeanstalk:healthreporting:system", "SystemType")).toBe("enhanced");
    expect(stack?.one("aws_cloudwatch_metric_alarm", "service_ghost_alarms_health_alarm")).toMatchObject({
      namespace: "AWS/ElasticBeanstalk",
      metric_name: "EnvironmentHealth",
    });
  });

  it("cannot come from one container that takes all memory: each has a limit", () => {
    const { containerDefinitions } = JSON.parse(strFromU8(files["Dockerrun.aws.json"] ?? new Uint8Array()));
    expect(containerDefinitions.length).toBeGreaterThan(1);
    for (const { memory } of containerDefinitions) expect(memory).toBeGreaterThan(0);
  });
});
