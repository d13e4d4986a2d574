import { MOST_CONDITIONS, partsOf } from "../../modules/edge/listener-rules";
import type { Service } from "../environment";
import type { Problem } from "../problem";
import type { Web } from "../web-plan";
import { conditionCount } from "./route-claims";
import type { Rule, Subject } from "./rule";

/** Wildcards in the values of a rule. @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html */
const MOST_WILDCARDS = 5;

/** Keys that say how requests are routed; without a port there are none. */
const WEB_KEYS = [
  "headers",
  "sourceIps",
  "stickiness",
  "slowStartSeconds",
  "deregistrationDelaySeconds",
  "front",
];

/** What a listener rule asks for fits into one, and means what it says. */
export const conditions: Rule = (subject) =>
  subject.environment.services.flatMap((service) => [
    ...withoutPort(subject, service),
    ...(service.web === undefined ? [] : [...headers(subject, service.name, service.web)]),
    ...(service.web === undefined ? [] : [...sourceIps(subject, service.name)]),
    ...onBeanstalk(subject, service),
  ]);

function withoutPort(subject: Subject, { name }: Service): Problem[] {
  const path = ["services", name];
  if (subject.merged([...path, "port"]) !== undefined) return [];
  return WEB_KEYS.filter((key) => subject.written([...path, key]) !== undefined).map((key) => {
    const fix = "Write the `port:` that the container listens on.";
    return subject.problem([...path, key], { message: "needs a port", fix });
  });
}

function headers(subject: Subject, service: string, web: Web): Problem[] {
  const path = ["services", service, "headers"];
  const count = conditionCount(web);
  if (count > MOST_CONDITIONS) {
    const message = `are ${count} conditions with the addresses, and a listener rule has room for ${MOST_CONDITIONS} beside host and path`;
    return [subject.problem(path, { message, fix: "Use fewer headers." })];
  }
  const seen = new Set<string>();
  const names = web.headers.flatMap(({ name }) => {
    const lower = name.toLowerCase();
    if (lower === "host") {
      const fix = "Write the names under `hosts`.";
      return [subject.problem([...path, name], { message: "is no condition of its own", fix })];
    }
    if (seen.has(lower)) {
      const message = "is there already, in another case";
      return [subject.problem([...path, name], { message, fix: "Put all values under one spelling." })];
    }
    seen.add(lower);
    return [];
  });
  return [...names, ...wildcards(subject, service, web)];
}

function wildcards(subject: Subject, service: string, web: Web): Problem[] {
  const inHeaders = partsOf(web).map((part) => count(part.headers.flatMap(({ values }) => values)));
  const most = Math.max(...inHeaders);
  const wild = web.paths.find((path) => count([path]) + most > MOST_WILDCARDS);
  if (wild === undefined) return [];
  const message = `has ${count([wild]) + most} wildcards in one listener rule for ${wild}, and AWS takes ${MOST_WILDCARDS}`;
  const key = count([wild]) > MOST_WILDCARDS || most === 0 ? "paths" : "headers";
  return [subject.problem(["services", service, key], { message, fix: "Use fewer `*` and `?`." })];
}

function count(patterns: readonly string[]): number {
  return patterns.join("").replace(/[^*?]/g, "").length;
}

function sourceIps(subject: Subject, service: string): Problem[] {
  const path = ["services", service, "sourceIps"];
  const list = subject.merged(path);
  const written = list?.kind === "list" ? list.items : [];
  return written.flatMap((item, index) => {
    const text = item.kind === "scalar" ? String(item.value) : "";
    if (!/\/0+$/.test(text)) return [];
    const message = "is every address, so that it is no condition";
    const fix = "Remove `sourceIps`, or name the blocks.";
    return [subject.problem([...path, index], { message, got: text, fix })];
  });
}

/** Beanstalk's load balancers route by nothing but the host: what would let in more than is written is refused. */
function onBeanstalk(subject: Subject, { name, runtime }: Service): Problem[] {
  if (runtime !== "beanstalk") return [];
  const path = ["services", name];
  const refused = ["headers", "sourceIps"].filter((key) => !isEmpty(subject, [...path, key]));
  const slow = subject.written([...path, "slowStartSeconds"]);
  return [
    ...refused.map((key) => {
      const message = "would not be asked for on Beanstalk, which has a load balancer for each service";
      const fix = "Remove it, restrict `ingress: { allow: … }`, or use another `runtime`.";
      return subject.problem([...path, key], { message, fix });
    }),
    ...(slow?.kind === "scalar" && slow.value !== 0
      ? [
          subject.problem([...path, "slowStartSeconds"], {
            severity: "warning",
            message: "has no effect on Beanstalk",
            fix: "Remove it.",
          }),
        ]
      : []),
  ];
}

function isEmpty(subject: Subject, path: readonly string[]): boolean {
  const tree = subject.written(path);
  if (tree?.kind === "list") return tree.items.length === 0;
  return tree?.kind === "map" ? tree.entries.size === 0 : true;
}
