import type { Environment, Service } from "../environment";
import type { Problem } from "../problem";
import { type Gap, type Need, type NeedKind, type Reached, reach, type Target } from "../reach";
import { hasDynamicPorts } from "../shares-loopback";
import type { Rule, Subject } from "./rule";

const NAT = "Write `nat: single`";
const PUBLIC = "`placement: public`, which gives tasks public addresses";

/** All that tasks, and what runs them, must reach has a way: a route or an endpoint, and a rule of the firewall. */
export const reachability: Rule = (subject) => {
  const all = reach(subject.environment);
  return [
    ...idleNat(subject),
    ...cutOff(subject, lacking(all, "route")),
    ...closedPorts(subject, lacking(all, "opening")),
  ];
};

/** IPv4 decides: nothing that must be reached has IPv6 addresses alone. */
function lacking(all: readonly Reached[], missing: Gap["missing"]): Need[] {
  return all.filter(({ ipv4 }) => ipv4.gaps.some((gap) => gap.missing === missing)).map(({ need }) => need);
}

/** Warns of NAT gateways that are paid for and pass nothing. */
function idleNat(subject: Subject): Problem[] {
  const { placement, nat } = subject.environment.network;
  if (placement === "private" || nat === "none") return [];
  const message = "is paid for, but tasks in public subnets do not use it";
  return [subject.problem(["network", "nat"], { severity: "warning", message, fix: "Write `nat: none`." })];
}

function cutOff(subject: Subject, needs: readonly Need[]): Problem[] {
  const { placement, endpoints } = subject.environment.network;
  // Tasks in private subnets of a public environment are refused with their cluster.
  if (needs.length === 0 || placement === "public") return [];
  if (endpoints === "none") {
    const message = "is none, and private tasks without endpoints reach neither images nor secrets nor logs";
    const fix = `${NAT}, \`endpoints: fargate\`, or ${PUBLIC}.`;
    return [subject.problem(["network", "nat"], { message, fix })];
  }
  return needs.filter((need) => isKnown(subject, need)).map((need) => withoutRoute(subject, need));
}

/** A missing region is reported already, and without it nothing is in the right one. */
function isKnown({ environment }: Subject, { target }: Need): boolean {
  return environment.region !== "" || "host" in target;
}

function withoutRoute(subject: Subject, need: Need): Problem {
  const { kind, path } = need;
  const { region } = subject.environment;
  const fix = `${NAT}, or ${PUBLIC}.`;
  if (path[0] === "datadog") {
    const message = "cannot be reached by private tasks without NAT";
    return subject.problem(["datadog"], { message, fix: `${NAT}, or \`datadog: none\`.` });
  }
  if (path[0] === "database") {
    const message =
      "is made by a task with public images and the certificate authorities of RDS, to which no endpoint leads";
    return subject.problem(path, { message, fix });
  }
  switch (kind) {
    case "image": {
      const message = `is not in ECR of ${region}, all that tasks with endpoints and without NAT can pull from`;
      const copy = `Copy the image to ECR, or cache it there by pull-through; or ${NAT.replace("Write", "write")}.`;
      return subject.problem(path, { message, got: need.value, fix: copy });
    }
    case "mail": {
      const message = "cannot be sent: tasks with endpoints and without NAT do not reach SES";
      return subject.problem(path, { message, fix });
    }
    case "platform": {
      const message = "is beanstalk, whose instances need more of AWS than `endpoints: fargate` leads to";
      return subject.problem(path, { message, fix });
    }
    default: {
      const message = `cannot be reached: there is ${gapAt(region, need.target)}`;
      return subject.problem(path, { message, got: need.value, fix });
    }
  }
}

function gapAt(region: string, target: Target): string {
  const elsewhere = "s3" in target ? target.s3 : "api" in target ? target.region : region;
  if (elsewhere !== region) return `no NAT, and endpoints lead to ${region}, not to ${elsewhere}`;
  return "api" in target ? `no NAT, and no endpoint for ${target.api}` : "no NAT";
}

/** What people call what is needed. */
const WORDS: Readonly<Partial<Record<NeedKind, string>>> = {
  image: "images",
  secret: "secrets",
  key: "keys",
  logs: "logs",
  exec: "shells",
  platform: "Elastic Beanstalk",
  datadog: "Datadog",
  api: "the APIs of its permissions",
  mail: "SES",
  bucket: "S3",
};

function closedPorts(subject: Subject, needs: readonly Need[]): Problem[] {
  const { environment } = subject;
  return environment.services.flatMap((service) => {
    const own = needs.filter(({ owner }) => owner === service.name);
    const fixable = own.filter(({ by }) => isOpenedBy(environment, service, by.firewall));
    const others = own.filter((need) => !fixable.includes(need));
    return [...lackingPorts(subject, service, fixable), ...portsOfInstances(subject, others)];
  });
}

/** Whether the service's `egressPorts` open a firewall. */
function isOpenedBy(environment: Environment, service: Service, firewall: string): boolean {
  return firewall === service.name || hasDynamicPorts(environment, service);
}

function lackingPorts(subject: Subject, service: Service, needs: readonly Need[]): Problem[] {
  const ports = [...new Set(needs.map(({ ports: { first } }) => first))].sort((a, b) => a - b);
  if (ports.length === 0) return [];
  const what = [...new Set(needs.map(({ kind }) => WORDS[kind] ?? kind))];
  const message = `do not include ${inWords(ports)}, and so keep the service from ${inWords(what)}`;
  const complete = [...new Set([...service.egressPorts, ...ports])].sort((a, b) => a - b);
  const fix = `Write \`egressPorts: [${complete.join(", ")}]\`.`;
  return [subject.problem(["services", service.name, "egressPorts"], { message, fix })];
}

/** What starts a task with an interface of its own is the instance, which `egressPorts` do not concern. */
function portsOfInstances(subject: Subject, needs: readonly Need[]): Problem[] {
  return needs.map(({ path, ports, value: got }) => {
    const message = `is fetched at port ${ports.first} by the instance, which opens 443 alone`;
    const fix = "Copy the image to ECR, or write `cluster: { network: bridge }` or `runtime: fargate`.";
    return subject.problem(path, { message, got, fix });
  });
}

function inWords(items: readonly (string | number)[]): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}
