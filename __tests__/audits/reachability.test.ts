import { describe, expect, it } from "vitest";
import { reach } from "../../config/reach";
import { hasDynamicPorts } from "../../config/shares-loopback";
import { changed, PLATFORM, TEAM } from "../support/config";
import { temporaryRoot } from "../support/root";
import { REPOSITORY, stacksOf, type WrittenStack } from "../support/stacks";
import { askedFor, explained, lackingRoute, placesOf, ruleFor, rulesOf, subnetsOf } from "./passages";

const FAMILIES = ["ipv4", "ipv6"] as const;

/** Firewalls of what is not a service: the world comes in here, and that is not what is reached. */
const OF_THE_WORLD = /^(load-balancer|endpoints)/;

function expectWays(stack: WrittenStack): void {
  const rules = new Set(rulesOf(stack));
  for (const { need, ...ways } of reach(stack.environment)) {
    const of = `${need.owner} ${need.container} ${need.what}`;
    expect(ways.ipv4.gaps, of).toEqual([]);
    for (const family of FAMILIES) {
      const { route, openings, gaps } = ways[family];
      if (gaps.length > 0) continue;
      expect(route, of).toBeDefined();
      if (route !== undefined) expect(lackingRoute(stack, need.by, route, family), of).toEqual([]);
      for (const opening of openings) expect(rules, of).toContain(ruleFor(stack, opening, family));
    }
  }
}

function expectNoOtherRules(stack: WrittenStack): void {
  const { environment } = stack;
  const { services } = environment;
  const users = (environment.database?.users ?? []).map(({ name }) => `db-user-${name.replaceAll("_", "-")}`);
  const allowed = new Set([
    ...explained(stack, reach(environment)),
    ...services.flatMap(({ name, egressPorts }) => askedFor(name, egressPorts)),
    ...services
      .filter((one) => hasDynamicPorts(environment, one))
      .flatMap(({ egressPorts }) => askedFor("instances", egressPorts)),
    ...[...users, "instances"].flatMap((label) => askedFor(label, [443])),
  ]);
  const unexplained = rulesOf(stack).filter((rule) => !allowed.has(rule));
  expect(unexplained.filter((rule) => !(OF_THE_WORLD.test(rule) && rule.includes(" ingress ")))).toEqual([]);
}

function expectPlaces(stack: WrittenStack): void {
  const { environment } = stack;
  const places = placesOf(stack);
  const startedByHand = environment.services.filter(({ kind }) => kind === "task").map(({ name }) => name);
  for (const { need } of reach(environment)) {
    const { firewall, subnets } = need.by;
    if (need.kind === "request") continue;
    const own = places.filter((place) => place.firewall === firewall);
    if (!startedByHand.includes(firewall)) expect(own, firewall).not.toEqual([]);
    for (const place of own) {
      expect([...place.subnets].sort()).toEqual(subnetsOf(stack, subnets).sort());
      expect(place.publicAddress).toBe(subnets === "public");
    }
  }
}

describe.each([...stacksOf(REPOSITORY)])("what is reached in %s", (_name, stack) => {
  it("has its routes, endpoints and rules in the stack", () => expectWays(stack));
  it("explains every rule that the team has not asked for", () => expectNoOtherRules(stack));
  it("starts where its tasks are", () => expectPlaces(stack));
});

const ECR = TEAM.replace("example/app:1.0.0", "111122223333.dkr.ecr.us-west-2.amazonaws.com/app:1.0.0");
const network = (lines: string, text = ECR) => changed("      ipv4Cidr", `${lines}\n      ipv4Cidr`, text);
const service = (lines: string, text: string) => `${text}${lines}`;
const ALL = `        exec: true
        cpu: 1024
        memoryMiB: 2048
        mounts: { data: { path: /data, uid: 1000, gid: 1000 } }
        permissions:
          - { actions: ["sqs:SendMessage", "s3:GetObject"], resources: ["arn:aws:sqs:us-west-2:111122223333:q"] }
        secrets:
          KEY: arn:aws:ssm:us-west-2:111122223333:parameter/key
          PASSWORD: { from: database.password }
`;

/** Ways that no shipped environment has. */
const OTHERS: Readonly<Record<string, string>> = {
  "endpoints instead of NAT": service(ALL, network("      nat: none\n      endpoints: fargate")),
  "endpoints beside NAT": service(ALL, network("      nat: single\n      endpoints: fargate")),
  "instances with endpoints instead of NAT": service(
    `${ALL}        runtime: ec2\n`,
    network("      nat: none\n      endpoints: fargate"),
  ),
  "tasks on instances with interfaces of their own": service(
    `${ALL}        runtime: ec2\n`,
    changed("    database: {}\n", "    database: {}\n    cluster: { network: awsvpc }\n", ECR),
  ),
  "public addresses": service(ALL, network("      nat: none\n      placement: public")),
  "database users and a customer's key": changed(
    "    database: {}\n",
    "    encryption: customer-managed\n    database: { users: { app_data: { rights: data } } }\n",
    service(ALL, ECR),
  ),
  "Datadog on instances": changed(
    "    database: {}\n",
    "    database: {}\n    datadog: { site: datadoghq.com, apiKeySecret: arn:aws:ssm:us-west-2:111122223333:parameter/k, logs: true }\n",
    service(`${ALL}        runtime: ec2\n`, ECR),
  ),
};

/** The one stack of a team file. */
function stackOf(text: string): WrittenStack {
  const root = temporaryRoot({ "platform.yaml": PLATFORM, "teams/festa.yaml": text });
  const [stack] = [...stacksOf(root).values()];
  if (stack === undefined) throw new Error("no stack");
  return stack;
}

describe("what is reached with", () => {
  it.each(Object.entries(OTHERS))("%s is in the stack, and nothing else", (_name, text) => {
    const stack = stackOf(text);
    expectWays(stack);
    expectNoOtherRules(stack);
    expectPlaces(stack);
  });
});

/** The stack without a resource. */
function without(stack: WrittenStack, type: string, name: string): WrittenStack {
  stack.one(type, name);
  const { [name]: _gone, ...others } = stack.all(type);
  return { ...stack, all: (wanted) => (wanted === type ? others : stack.all(wanted)) };
}

const EGRESS = "aws_vpc_security_group_egress_rule";
const INGRESS = "aws_vpc_security_group_ingress_rule";

describe("this audit", () => {
  it.each([
    ["a route through NAT", "NAT", "aws_route", "network_private_us-west-2b_ipv4"],
    ["a route through the egress-only gateway", "NAT", "aws_route", "network_private_us-west-2b_ipv6"],
    ["an endpoint", "endpoints", "aws_vpc_endpoint", "network_endpoints_sqs"],
    ["the S3 endpoint", "NAT", "aws_vpc_endpoint", "network_s3"],
    ["the rule of endpoints", "endpoints", INGRESS, "network_endpoints_firewall_from_ipv4_443"],
    ["a rule to everywhere", "NAT", EGRESS, "service_app_firewall_to_ipv4_443"],
    ["a rule to everywhere over IPv6", "NAT", EGRESS, "service_app_firewall_to_ipv6_443"],
    ["a rule to the database", "NAT", EGRESS, "service_app_firewall_to_database_3306"],
    ["the database's own rule", "NAT", INGRESS, "database_firewall_from_app_3306"],
    ["the rule of the file system", "NAT", INGRESS, "files_firewall_from_app_2049"],
    ["the rule for the load balancer", "NAT", INGRESS, "service_app_firewall_from_load-balancer_8080"],
  ])("fails without %s", (_what, kind, type, name) => {
    const text =
      kind === "NAT"
        ? service(ALL, TEAM)
        : service(ALL, network("      nat: none\n      endpoints: fargate"));
    const stack = stackOf(text);
    expectWays(stack);
    expect(() => expectWays(without(stack, type, name))).toThrow();
  });

  it("fails with a rule that nothing explains", () => {
    const stack = stackOf(`${TEAM}        egressPorts: [443, 8443]\n`);
    expectNoOtherRules(stack);
    const { environment } = stack;
    const services = environment.services.map((one) => ({ ...one, egressPorts: [443] }));
    expect(() => expectNoOtherRules({ ...stack, environment: { ...environment, services } })).toThrow();
    const withoutDatabase = { ...environment, database: undefined };
    expect(() => expectNoOtherRules({ ...stack, environment: withoutDatabase })).toThrow();
  });
});
