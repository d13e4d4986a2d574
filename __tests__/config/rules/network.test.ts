import { describe, expect, it } from "vitest";
import { changed, complaints, TEAM, validated, withEnvironment, withService } from "../../support/config";

const place = "teams/festa.yaml";
const network = "environments.production.network";
const cidr = (to: string) => changed("10.20.0.0/16", to);
const zones = (to: string) => changed("[us-west-2a, us-west-2b]", to);
const inNetwork = (line: string, text = TEAM) =>
  changed("      ipv4Cidr", `      ${line}\n      ipv4Cidr`, text);
const ecr = "123456789012.dkr.ecr.us-west-2.amazonaws.com/app:1";
const endpoints = (text = TEAM) => inNetwork("nat: none\n      endpoints: fargate", text);

describe("the block of a VPC", () => {
  it.each(["10.20.0.0/16", "172.31.4.0/22", "192.168.0.0/20", "100.127.0.0/16"])("accepts %s", (block) => {
    expect(complaints(validated(cidr(block)))).toEqual([]);
  });

  it.each([
    ["host bits", "10.20.0.5/16", 'host bits are set; got "10.20.0.5/16". Write "10.20.0.0/16".'],
    [
      "no block at all",
      "10.20.0.0/33",
      'is not an IPv4 block; got "10.20.0.0/33". Write one like "10.20.0.0/16".',
    ],
    [
      "leading zeros",
      "010.20.0.0/16",
      'is not an IPv4 block; got "010.20.0.0/16". Write one like "10.20.0.0/16".',
    ],
    ["IPv6", '"2001:db8::/48"', 'is not an IPv4 block; got "2001:db8::/48". Write one like "10.20.0.0/16".'],
    ["an address", "10.20.0.0", 'has no prefix length; got "10.20.0.0". Write one, as in "10.20.0.0/16".'],
    [
      "too little room",
      "10.20.0.128/25",
      'has no room for the subnets, which need a /22 or larger; got "10.20.0.128/25". Write a block such as "10.20.0.0/22".',
    ],
    [
      "too much room",
      "10.0.0.0/8",
      'is larger than a VPC, which is at most a /16; got "10.0.0.0/8". Write "10.0.0.0/16".',
    ],
    [
      "public addresses",
      "203.0.112.0/20",
      'is not a private block; got "203.0.112.0/20". Choose one in 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10.',
    ],
    [
      "half public addresses",
      "172.32.0.0/16",
      'is not a private block; got "172.32.0.0/16". Choose one in 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10.',
    ],
  ])("refuses %s", (_what, block, complaint) => {
    expect(complaints(validated(cidr(block)))).toEqual([`${place}:9:17 ${network}.ipv4Cidr: ${complaint}`]);
  });
});

describe("regions and zones", () => {
  it("accepts every zone of a region once", () => {
    expect(complaints(validated(zones("[us-west-2d, us-west-2a, us-west-2c]")))).toEqual([]);
  });

  it("refuses an unknown region", () => {
    expect(complaints(validated(changed("region: us-west-2", "region: us-west2")))).toEqual([
      `${place}:7:13 environments.production.region: is not a commercial AWS region; got "us-west2". Did you mean "us-west-2"?`,
    ]);
  });

  it("refuses a region of another partition", () => {
    expect(complaints(validated(changed("region: us-west-2", "region: cn-north-1")))[0]).toMatch(
      /is not a commercial AWS region; got "cn-north-1"/,
    );
  });

  it("refuses a zone of another region, a local zone and a zone named twice", () => {
    expect(complaints(validated(zones("[us-east-1a, us-west-2-lax-1a, us-west-2a, us-west-2a]")))).toEqual([
      `${place}:10:27 ${network}.availabilityZones[0]: is not an availability zone of us-west-2; got "us-east-1a". The zones are: us-west-2a, us-west-2b, us-west-2c, us-west-2d.`,
      `${place}:10:39 ${network}.availabilityZones[1]: is not an availability zone of us-west-2; got "us-west-2-lax-1a". The zones are: us-west-2a, us-west-2b, us-west-2c, us-west-2d.`,
      `${place}:10:69 ${network}.availabilityZones[3]: is named twice; got "us-west-2a". Remove one.`,
    ]);
  });
});

describe("what private tasks reach", () => {
  it("accepts NAT, public subnets, and endpoints with images in ECR", () => {
    expect(complaints(validated(inNetwork("nat: single")))).toEqual([]);
    expect(complaints(validated(inNetwork("nat: none\n      placement: public")))).toEqual([]);
    expect(complaints(validated(endpoints(changed("example/app:1.0.0", ecr))))).toEqual([]);
  });

  it("accepts an environment without services", () => {
    const text = inNetwork("nat: none").replace(/ {4}services:[\s\S]*/, "");
    expect(complaints(validated(text))).toEqual([]);
  });

  it("refuses tasks that reach nothing", () => {
    expect(complaints(validated(inNetwork("nat: none")))).toEqual([
      `${place}:9:12 ${network}.nat: is none, and private tasks without endpoints reach neither images nor secrets nor logs. Write \`nat: single\`, \`endpoints: fargate\`, or \`placement: public\`, which gives tasks public addresses.`,
    ]);
  });

  it("refuses images that endpoints do not lead to", () => {
    const fix = "Copy the image to ECR, or cache it there by pull-through; or write `nat: single`.";
    const what = "is not in ECR of us-west-2, all that tasks with endpoints and without NAT can pull from";
    expect(complaints(validated(endpoints()))).toEqual([
      `${place}:21:16 environments.production.services.app.image: ${what}; got "example/app:1.0.0". ${fix}`,
    ]);
    expect(
      complaints(validated(endpoints(changed("example/app:1.0.0", ecr.replace("west-2", "east-1"))))),
    ).toHaveLength(1);
  });

  it("refuses Datadog and mail, which endpoints do not lead to", () => {
    const text = `${changed("example/app:1.0.0", ecr, withEnvironment("datadog: { site: datadoghq.com, apiKeySecret: arn:aws:ssm:us-west-2:111122223333:parameter/k }"))}        cpu: 1024\n        memoryMiB: 2048\n        mail: { from: a@example.net }\n`;
    expect(complaints(validated(endpoints(text)))).toEqual([
      `${place}:18:5 environments.production.datadog: cannot be reached by private tasks without NAT. Write \`nat: single\`, or \`datadog: none\`.`,
      `${place}:26:9 environments.production.services.app.mail: cannot be sent: tasks with endpoints and without NAT do not reach SES. Write \`nat: single\`, or \`placement: public\`, which gives tasks public addresses.`,
    ]);
  });

  it("warns of NAT gateways that nobody uses", () => {
    expect(complaints(validated(inNetwork("nat: single\n      placement: public")))).toEqual([
      `warning ${place}:9:12 ${network}.nat: is paid for, but tasks in public subnets do not use it. Write \`nat: none\`.`,
    ]);
  });

  it("is checked with the service as it is", () => {
    expect(complaints(validated(withService("egressPorts: [443, 587]")))).toEqual([]);
  });
});
