import { describe, expect, it } from "vitest";
import { canonical, listed, settings } from "../../../modules/beanstalk/settings";
import {
  BLOG,
  CRUNCHER,
  optionsOf,
  settingsOf,
  synthBlog,
  synthCruncher,
  synthService,
  WEB,
  type WrittenSetting,
} from "./fixture";

const blog = synthBlog();
const cruncher = synthCruncher();

const identity = ({ namespace, name, resource }: WrittenSetting) => `${namespace}\n${name}\n${resource}`;

describe("settings", () => {
  it.each([
    ["web", settingsOf(blog, "blog")],
    ["worker", settingsOf(cruncher, "cruncher")],
  ])("are sorted, unique, strings, of no resource and without spaces (%s)", (_tier, written) => {
    expect(written.map(identity)).toEqual([...new Set(written.map(identity))].sort());
    for (const each of written) {
      expect(Object.keys(each).sort()).toEqual(["name", "namespace", "resource", "value"]);
      expect(typeof each.value).toBe("string");
      expect(`${each.namespace}${each.name}`).not.toMatch(/\s/);
      if (each.namespace !== "aws:autoscaling:scheduledaction") {
        expect(each.resource).toBe("");
        expect(each.value).not.toMatch(/\s/);
      }
    }
  });

  it("never name a proxy, which the platform does not have, nor obsolete options", () => {
    const all = [...settingsOf(blog, "blog"), ...settingsOf(cruncher, "cruncher")];
    expect(all.filter(({ namespace }) => namespace.includes(":proxy"))).toEqual([]);
    expect(all.filter(({ name }) => name === "InstanceType" || name === "SharedLoadBalancer")).toEqual([]);
  });

  it("are the same whatever order they were given in", () => {
    const some = settings({ b: { z: 1, a: true }, a: { y: "x", gone: undefined } });
    expect(canonical(some)).toEqual(canonical([...some].reverse()));
    expect(canonical(some).map(({ value }) => value)).toEqual(["x", "true", "1"]);
  });

  it("refuses an option that is set twice", () => {
    const twice = [...settings({ a: { b: 1 } }), ...settings({ a: { b: 2 } })];
    expect(() => canonical(twice)).toThrow("The option a b is set twice.");
  });

  it("keeps the order of a list and adds no spaces", () => {
    expect(listed(["t3.medium", "t3a.medium"])).toBe("t3.medium,t3a.medium");
  });
});

describe("each namespace", () => {
  it("aws:elasticbeanstalk:environment of the web tier has its own application load balancer", () => {
    expect(optionsOf(blog, "blog", "aws:elasticbeanstalk:environment")).toEqual({
      EnvironmentType: "LoadBalanced",
      LoadBalancerIsShared: "false",
      LoadBalancerType: "application",
      ServiceRole: "${aws_iam_role.beanstalk_service-role_role.arn}",
    });
  });

  it("aws:elasticbeanstalk:environment of the worker tier has no load balancer", () => {
    expect(optionsOf(cruncher, "cruncher", "aws:elasticbeanstalk:environment")).toEqual({
      EnvironmentType: "LoadBalanced",
      ServiceRole: "${aws_iam_role.beanstalk_service-role_role.arn}",
    });
  });

  it("aws:elasticbeanstalk:environment:process:default asks a path that can succeed", () => {
    expect(optionsOf(blog, "blog", "aws:elasticbeanstalk:environment:process:default")).toEqual({
      DeregistrationDelay: "30",
      HealthCheckInterval: "30",
      HealthCheckPath: "/ghost/.well-known/jwks.json",
      HealthCheckTimeout: "5",
      HealthyThresholdCount: "2",
      MatcherHTTPCode: "200",
      Port: "80",
      Protocol: "HTTP",
      StickinessEnabled: "false",
      UnhealthyThresholdCount: "5",
    });
  });

  it("aws:elasticbeanstalk:environment:process:default keeps a client with its instance, where asked to", () => {
    const sticky = synthBlog({ web: { ...WEB, stickinessSeconds: 600 } });
    expect(optionsOf(sticky, "blog", "aws:elasticbeanstalk:environment:process:default")).toMatchObject({
      StickinessEnabled: "true",
      StickinessLBCookieDuration: "600",
    });
  });

  it("aws:elbv2:loadbalancer is dual-stack, with our security group and access logs", () => {
    const group = "${aws_security_group.blog_entrance_firewall_group.id}";
    expect(optionsOf(blog, "blog", "aws:elbv2:loadbalancer")).toEqual({
      AccessLogsS3Bucket: "${aws_s3_bucket.blog_entrance_logs_bucket.bucket}",
      AccessLogsS3Enabled: "true",
      IdleTimeout: "60",
      IpAddressType: "dualstack",
      ManagedSecurityGroup: group,
      SecurityGroups: group,
    });
  });

  it("aws:elbv2:loadbalancer can be ipv4 and without access logs", () => {
    const plain = synthBlog({ web: { ...WEB, ipAddressType: "ipv4", accessLogRetentionDays: undefined } });
    const options = optionsOf(plain, "blog", "aws:elbv2:loadbalancer");
    expect(options).toMatchObject({ AccessLogsS3Enabled: "false", IpAddressType: "ipv4" });
    expect(options).not.toHaveProperty("AccessLogsS3Bucket");
  });

  it("aws:elbv2:listener:default is off: the bundle's listener redirects", () => {
    expect(optionsOf(blog, "blog", "aws:elbv2:listener:default")).toEqual({ ListenerEnabled: "false" });
  });

  it("aws:elbv2:listener:443 has the certificate once it is issued", () => {
    expect(optionsOf(blog, "blog", "aws:elbv2:listener:443")).toEqual({
      DefaultProcess: "default",
      ListenerEnabled: "true",
      Protocol: "HTTPS",
      SSLCertificateArns:
        "${aws_acm_certificate_validation.blog_entrance_certificate_validation.certificate_arn}",
      SSLPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
    });
  });

  it("aws:ec2:vpc puts instances in private subnets behind a public load balancer", () => {
    expect(optionsOf(blog, "blog", "aws:ec2:vpc")).toEqual({
      AssociatePublicIpAddress: "false",
      ELBScheme: "public",
      ELBSubnets: "subnet-public-us-west-2a,subnet-public-us-west-2b",
      Subnets: "subnet-private-us-west-2a,subnet-private-us-west-2b",
      VPCId: "vpc-0",
    });
  });

  it("aws:ec2:vpc gives public instances addresses, and a worker no load balancer", () => {
    const open = synthCruncher({ placement: "public" });
    expect(optionsOf(open, "cruncher", "aws:ec2:vpc")).toEqual({
      AssociatePublicIpAddress: "true",
      Subnets: "subnet-public-us-west-2a,subnet-public-us-west-2b",
      VPCId: "vpc-0",
    });
  });

  it("aws:ec2:instances lists types in order of preference, for one architecture", () => {
    const arm = synthBlog({ architecture: "arm64", instanceTypes: ["t4g.medium", "m7g.medium"] });
    expect(optionsOf(arm, "blog", "aws:ec2:instances")).toEqual({
      EnableSpot: "false",
      InstanceTypes: "t4g.medium,m7g.medium",
      SupportedArchitectures: "arm64",
    });
  });

  it("aws:autoscaling:launchconfiguration has our security group only, and IMDSv2 only", () => {
    expect(optionsOf(blog, "blog", "aws:autoscaling:launchconfiguration")).toEqual({
      DisableDefaultEC2SecurityGroup: "true",
      DisableIMDSv1: "true",
      IamInstanceProfile: "${aws_iam_instance_profile.blog_roles_profile.name}",
      RootVolumeSize: "30",
      RootVolumeType: "gp3",
      SecurityGroups: "${aws_security_group.blog_firewall_group.id}",
    });
  });

  it("aws:autoscaling:asg has the bounds", () => {
    expect(optionsOf(cruncher, "cruncher", "aws:autoscaling:asg")).toEqual({
      Cooldown: "300",
      MaxSize: "6",
      MinSize: "2",
    });
  });

  it("aws:autoscaling:trigger scales on CPU", () => {
    expect(optionsOf(cruncher, "cruncher", "aws:autoscaling:trigger")).toEqual({
      BreachDuration: "5",
      EvaluationPeriods: "1",
      LowerBreachScaleIncrement: "-2",
      LowerThreshold: "30",
      MeasureName: "CPUUtilization",
      Period: "5",
      Statistic: "Average",
      Unit: "Percent",
      UpperBreachScaleIncrement: "2",
      UpperThreshold: "70",
    });
  });

  it("aws:autoscaling:trigger scales on latency", () => {
    const slow = synthBlog({
      singleton: false,
      instances: { min: 1, max: 3 },
      scaling: { metric: "latency", upper: 0.5, lower: 0.1, periodMinutes: 1, step: 1, cooldownSeconds: 60 },
    });
    expect(optionsOf(slow, "blog", "aws:autoscaling:trigger")).toMatchObject({
      LowerThreshold: "0.1",
      MeasureName: "TargetResponseTime",
      Unit: "Seconds",
      UpperThreshold: "0.5",
    });
  });

  it("aws:autoscaling:trigger never fires where nothing scales, not even on network traffic", () => {
    expect(optionsOf(blog, "blog", "aws:autoscaling:trigger")).toMatchObject({
      LowerThreshold: "0",
      MeasureName: "CPUUtilization",
      UpperThreshold: "100",
    });
  });

  it("aws:autoscaling:scheduledaction is a named resource", () => {
    const namespace = "aws:autoscaling:scheduledaction";
    expect(optionsOf(cruncher, "cruncher", namespace, "morning")).toEqual({
      DesiredCapacity: "6",
      MaxSize: "8",
      MinSize: "4",
      Recurrence: "0 23 * * 0-4",
      Suspend: "false",
    });
    expect(optionsOf(cruncher, "cruncher", namespace, "night")).not.toHaveProperty("DesiredCapacity");
    expect(optionsOf(cruncher, "cruncher", namespace)).toEqual({});
  });

  it("aws:elasticbeanstalk:healthreporting:system is enhanced health", () => {
    const namespace = "aws:elasticbeanstalk:healthreporting:system";
    expect(optionsOf(blog, "blog", namespace)).toEqual({ SystemType: "enhanced" });
  });

  it("aws:elasticbeanstalk:cloudwatch:logs streams with retention", () => {
    const namespace = "aws:elasticbeanstalk:cloudwatch:logs";
    const kept = { DeleteOnTerminate: "true", RetentionInDays: "30" };
    expect(optionsOf(blog, "blog", namespace)).toEqual({ ...kept, StreamLogs: "true" });
    expect(optionsOf(blog, "blog", `${namespace}:health`)).toEqual({
      ...kept,
      HealthStreamingEnabled: "true",
    });
  });

  it("aws:elasticbeanstalk:cloudwatch:logs outlives a protected environment", () => {
    const held = synthBlog({ identity: { ...BLOG.identity, protect: true } });
    const options = optionsOf(held, "blog", "aws:elasticbeanstalk:cloudwatch:logs");
    expect(options["DeleteOnTerminate"]).toBe("false");
  });

  it("aws:elasticbeanstalk:sqsd posts messages of our queue", () => {
    expect(optionsOf(cruncher, "cruncher", "aws:elasticbeanstalk:sqsd")).toEqual({
      HttpConnections: "10",
      HttpPath: "/jobs",
      InactivityTimeout: "290",
      MaxRetries: "10",
      MimeType: "application/json",
      RetentionPeriod: "345600",
      VisibilityTimeout: "300",
      WorkerQueueURL: "${aws_sqs_queue.cruncher_queue_queue.url}",
    });
    expect(optionsOf(blog, "blog", "aws:elasticbeanstalk:sqsd")).toEqual({});
  });

  it("aws:elasticbeanstalk:application:environmentsecrets has references, never values", () => {
    expect(optionsOf(blog, "blog", "aws:elasticbeanstalk:application:environmentsecrets")).toEqual({
      database__connection__password:
        "arn:aws:secretsmanager:us-west-2:111122223333:secret:team-test/database-AbCdEf:password::",
    });
  });

  it("aws:elasticbeanstalk:application:environment has what only AWS knows, and what is mounted", () => {
    expect(optionsOf(blog, "blog", "aws:elasticbeanstalk:application:environment")).toEqual({
      TEAMSTACKS_FILES: "content:fs-12345678:fsap-12345678:rw",
    });
    expect(optionsOf(cruncher, "cruncher", "aws:elasticbeanstalk:application:environment")).toEqual({});
  });
});

describe("deployments", () => {
  const update = "aws:autoscaling:updatepolicy:rollingupdate";
  const many = { ...BLOG, singleton: false, instances: { min: 2, max: 4 } };

  it.each([
    ["all-at-once", "AllAtOnce", "Health"],
    ["rolling", "Rolling", "Health"],
    ["rolling-with-additional-batch", "RollingWithAdditionalBatch", "Health"],
    ["immutable", "Immutable", "Immutable"],
    ["traffic-splitting", "TrafficSplitting", "Immutable"],
  ] as const)("%s", (policy, expected, type) => {
    const stack = synthService({ ...many, deployment: { ...BLOG.deployment, policy } });
    expect(optionsOf(stack, "blog", "aws:elasticbeanstalk:command")).toEqual({
      BatchSize: "50",
      BatchSizeType: "Percentage",
      DeploymentPolicy: expected,
      IgnoreHealthCheck: "false",
      Timeout: "900",
    });
    expect(optionsOf(stack, "blog", update)).toMatchObject({
      RollingUpdateEnabled: "true",
      RollingUpdateType: type,
    });
    expect(optionsOf(stack, "blog", "aws:elasticbeanstalk:trafficsplitting")).toEqual(
      policy === "traffic-splitting" ? { EvaluationTime: "5", NewVersionPercent: "10" } : {},
    );
  });

  it("of a worker are paced by time, as no load balancer says what is healthy", () => {
    expect(optionsOf(cruncher, "cruncher", update)).toEqual({
      MaxBatchSize: "1",
      MinInstancesInService: "2",
      PauseTime: "PT5M",
      RollingUpdateEnabled: "true",
      RollingUpdateType: "Time",
    });
  });

  it("of a singleton end the instance before its successor starts", () => {
    expect(optionsOf(blog, "blog", update)).toEqual({
      MaxBatchSize: "1",
      MinInstancesInService: "0",
      RollingUpdateEnabled: "true",
      RollingUpdateType: "Health",
    });
  });
});

describe("managed updates", () => {
  const actions = "aws:elasticbeanstalk:managedactions";

  it("happen in their window, and the pinned platform does not take them back", () => {
    expect(optionsOf(cruncher, "cruncher", actions)).toEqual({
      ManagedActionsEnabled: "true",
      PreferredStartTime: "Sun:18:00",
      ServiceRoleForManagedUpdates: "${aws_iam_role.beanstalk_service-role_role.arn}",
    });
    expect(optionsOf(cruncher, "cruncher", `${actions}:platformupdate`)).toEqual({
      InstanceRefreshEnabled: "false",
      UpdateLevel: "minor",
    });
    expect(cruncher.one("aws_elastic_beanstalk_environment", "cruncher_environment")).toMatchObject({
      lifecycle: { ignore_changes: ["solution_stack_name"] },
    });
  });

  it("are off without a window, and the platform is what is pinned", () => {
    expect(optionsOf(blog, "blog", actions)).toEqual({ ManagedActionsEnabled: "false" });
    expect(optionsOf(blog, "blog", `${actions}:platformupdate`)).toEqual({});
    const environment = blog.one("aws_elastic_beanstalk_environment", "blog_environment");
    expect(environment).toMatchObject({ solution_stack_name: BLOG.platform, tier: "WebServer" });
    expect(environment).not.toHaveProperty("lifecycle");
  });

  it("a worker is of the worker tier", () => {
    expect(cruncher.one("aws_elastic_beanstalk_environment", "cruncher_environment")).toMatchObject({
      tier: "Worker",
      solution_stack_name: CRUNCHER.platform,
    });
  });
});
