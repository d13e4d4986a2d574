import { describe, expect, it } from "vitest";
import { type Reached, reach, type Way } from "../../../config/reach";
import { changed, complaints, TEAM, validated } from "../../support/config";

const ECR = TEAM.replace("example/app:1.0.0", "111122223333.dkr.ecr.us-west-2.amazonaws.com/app:1.0.0");
const network = (lines: string, text: string) =>
  changed("      ipv4Cidr", `      ${lines}\n      ipv4Cidr`, text);
const ENDPOINTS = "nat: none\n      endpoints: fargate";

function reached(text: string): Reached[] {
  const found = validated(text);
  const [environment] = found.environments ?? [];
  if (environment === undefined) throw new Error(complaints(found).join("\n"));
  return reach(environment);
}

function one(all: readonly Reached[], what: string | RegExp): Reached {
  const found = all.find(({ need }) =>
    typeof what === "string" ? need.what === what : what.test(need.what),
  );
  if (found === undefined) throw new Error(all.map(({ need }) => need.what).join(", "));
  return found;
}

const route = ({ route: way, gaps }: Way) => (gaps.length > 0 ? gaps.map(({ words }) => words).join() : way);
const routes = ({ ipv4, ipv6 }: Reached) => [route(ipv4), route(ipv6)];
const IPV4_ONLY = "its usual name has IPv4 addresses only";

describe("ways to the internet", () => {
  it("lead from private subnets through NAT and, over IPv6, the egress-only gateway", () => {
    expect(routes(one(reached(TEAM), /^image/))).toEqual([
      { through: "nat-gateway" },
      { through: "egress-only-gateway" },
    ]);
  });

  it("lead from public subnets through the internet gateway", () => {
    const all = reached(network("nat: none\n      placement: public", TEAM));
    expect(routes(one(all, /^image/))).toEqual([
      { through: "internet-gateway" },
      { through: "internet-gateway" },
    ]);
  });

  it("have a rule to everywhere at the port of the registry", () => {
    const text = `${TEAM.replace("example/app", "registry.example.com:5000/app")}        egressPorts: [443, 5000]\n`;
    const { need, ipv4 } = one(reached(text), /^image/);
    expect(need.target).toEqual({ host: "registry.example.com" });
    expect(ipv4.openings).toEqual([
      {
        firewall: "app",
        direction: "egress",
        other: { block: "everywhere" },
        ports: { first: 5000, last: 5000 },
      },
    ]);
  });
});

describe("ways to AWS", () => {
  it("lead to S3 through its endpoint, wherever tasks are", () => {
    for (const text of [ECR, network(ENDPOINTS, ECR), network("nat: none\n      placement: public", ECR)]) {
      expect(routes(one(reached(text), "layers of images in ECR"))).toEqual([
        { through: "s3-endpoint" },
        IPV4_ONLY,
      ]);
    }
  });

  it("lead through NAT without endpoints, and through endpoints also beside NAT", () => {
    expect(routes(one(reached(ECR), "logs"))).toEqual([{ through: "nat-gateway" }, IPV4_ONLY]);
    const through = { through: "interface-endpoint", endpoint: "logs" };
    for (const text of [network(ENDPOINTS, ECR), network("nat: single\n      endpoints: fargate", ECR)]) {
      const { ipv4 } = one(reached(text), "logs");
      expect(ipv4.route).toEqual(through);
      expect(ipv4.openings.map(({ firewall, direction }) => `${firewall} ${direction}`)).toEqual([
        "app egress",
        "endpoints ingress",
      ]);
    }
  });
});

describe("ways inside the network", () => {
  const text = `${TEAM}        mounts: { data: { path: /data, uid: 1, gid: 1 } }
        secrets: { A: { from: database.password } }
        calls: [users]
      users: { image: example/users:1, kind: internal, port: 9090 }
`;

  it.each([
    ["database", "database", 3306, { through: "local" }],
    ["directory data", "files", 2049, "the other end has IPv4 only"],
    ["service users", "internal_load-balancer", 80, { through: "local" }],
  ])("to the %s have a rule at either end", (what, peer, port, ipv6) => {
    const found = one(reached(text), what);
    const ports = { first: port, last: port };
    expect(routes(found)).toEqual([{ through: "local" }, ipv6]);
    expect(found.ipv4.openings).toEqual([
      { firewall: "app", direction: "egress", other: peer, ports },
      { firewall: peer, direction: "ingress", other: "app", ports },
    ]);
  });

  it("lead from each load balancer to its services", () => {
    const from = reached(text)
      .filter(({ need }) => need.kind === "request")
      .map(({ need }) => [need.owner, need.by.firewall, need.ports.first]);
    expect(from).toEqual([
      ["app", "load-balancer", 8080],
      ["users", "internal_load-balancer", 9090],
    ]);
  });

  it("are open to services that show no use of the database", () => {
    expect(one(reached(TEAM), "database, if it is used").ipv4.gaps).toEqual([]);
  });
});

describe("on instances", () => {
  const on = (lines: string) =>
    `${changed("    database: {}\n", `    database: {}\n    cluster: { ${lines} }\n`)}        runtime: ec2
        permissions: [{ actions: ["sqs:SendMessage"], resources: ["arn:aws:sqs:us-west-2:111122223333:q"] }]
        mounts: { data: { path: /data, uid: 1, gid: 1 } }
`;
  const byOf = (text: string, what: string | RegExp) => one(reached(text), what).need.by;

  it("tasks behind a bridge share the firewall of their instance and have no IPv6", () => {
    const by = { firewall: "instances", subnets: "private", ipv6: false };
    expect(byOf(on("network: bridge"), "sqs:SendMessage")).toEqual(by);
    expect(byOf(on("network: bridge"), /^image/)).toEqual({ ...by, ipv6: true });
  });

  it("tasks with interfaces of their own use them, but not to start and to mount", () => {
    const own = { firewall: "app", subnets: "private", ipv6: true };
    expect(byOf(on("network: awsvpc"), "sqs:SendMessage")).toEqual(own);
    expect(byOf(on("network: awsvpc"), "logs").firewall).toBe("instances");
    expect(byOf(on("network: awsvpc"), "directory data").firewall).toBe("instances");
  });

  it("instances need ECS and Session Manager", () => {
    const own = reached(on("network: bridge")).filter(({ need }) => need.owner === "instances");
    const apis = own.map(({ need: { target } }) => ("api" in target ? target.api : ""));
    expect(apis).toEqual(["ecs", "ecs-agent", "ecs-telemetry", "ssm", "ssmmessages"]);
  });
});

describe("what Datadog adds", () => {
  const datadog = `datadog: { site: datadoghq.com, apiKeySecret: arn:aws:ssm:us-west-2:111122223333:parameter/k, logs: true }`;
  const text = changed(
    "    database: {}\n",
    `    database: {}\n    ${datadog}\n`,
    `${TEAM}        cpu: 1024\n        memoryMiB: 2048\n`,
  );

  it("are an agent and a log router, which alone write to CloudWatch", () => {
    const all = reached(text);
    const writers = all.filter(({ need }) => need.kind === "logs").map(({ need }) => need.container);
    expect(writers).toEqual(["datadog-agent", "datadog-log-router"]);
    const intake = all.filter(({ need }) => need.kind === "datadog").map(({ need }) => need.target);
    expect(intake).toEqual([{ host: "datadoghq.com" }, { host: "http-intake.logs.datadoghq.com" }]);
  });

  it("belong to the instances where there are any", () => {
    const all = reached(`${text}        runtime: ec2\n`).filter(({ need }) => need.kind === "datadog");
    expect([...new Set(all.map(({ need }) => need.owner))]).toEqual(["instances"]);
  });
});
