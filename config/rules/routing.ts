import { isConditional, partsOf } from "../../modules/edge/listener-rules";
import type { Problem } from "../problem";
import { type Claim, isContested, isShadowing, routeClaims } from "./route-claims";
import type { Rule, Subject } from "./rule";

/** Listener rules of a load balancer, unless AWS raises the quota. @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html */
const RULE_QUOTA = 100;

/** Every host and path leads to one service, every rule can match, and no two get one priority. */
export const routing: Rule = (subject) => {
  const claims = routeClaims(subject.environment);
  return (["public", "internal"] as const).flatMap((entrance) =>
    ofEntrance(
      subject,
      claims.filter((claim) => claim.entrance === entrance),
    ),
  );
};

function ofEntrance(subject: Subject, claims: readonly Claim[]): Problem[] {
  const byHost = new Map<string, Claim[]>();
  const byPriority = new Map<number, Claim>();
  const problems: Problem[] = [];
  for (const claim of claims) {
    const others = byHost.get(claim.host) ?? [];
    const same = others.find((other) => other.service !== claim.service && isContested(claim, other));
    if (same !== undefined) {
      problems.push(contested(subject, claim, same));
      continue;
    }
    byHost.set(claim.host, [...others, claim]);
    if (claim.priorities.length === 0) problems.push(crowded(subject, claim));
    const rival = claim.priorities
      .map((priority) => byPriority.get(priority))
      .find((one) => one !== undefined);
    if (rival !== undefined) problems.push(collision(subject, claim, rival));
    for (const priority of claim.priorities) byPriority.set(priority, byPriority.get(priority) ?? claim);
  }
  const shadows = [...byHost.values()].flatMap((sharing) => shadowed(subject, sharing));
  const count = claims.reduce((sum, { priorities }) => sum + priorities.length, 0);
  return [...problems, ...shadows, ...(count > RULE_QUOTA ? [tooMany(subject, count)] : [])];
}

/** Of one service it does not matter which rule takes a request. */
function shadowed(subject: Subject, claims: readonly Claim[]): Problem[] {
  return claims.flatMap((claim) => {
    const first = claims.find((other) => other.service !== claim.service && isShadowing(other, claim));
    if (first === undefined) return [];
    const message = `never gets ${said(claim)}: ${said(first)} of ${first.service} comes first and takes all of it`;
    const fix = "Remove one of the two, or change its `paths`.";
    return [subject.problem(placeOf(subject, claim.service), { message, fix })];
  });
}

function contested(subject: Subject, claim: Claim, other: Claim): Problem {
  const isSame = !isConditional(claim) || said(claim) === said(other);
  const message = isSame
    ? `claims ${said(claim)}, which ${other.service} has already`
    : `claims ${said(claim)}, and requests that also are ${said(other)} could go to ${other.service} as well`;
  const fix = isConditional(claim)
    ? "Give one of the two other values, one more condition, or other `paths`."
    : "Give one of the two other `paths` or `hosts`.";
  return subject.problem(placeOf(subject, claim.service), { message, fix });
}

function collision(subject: Subject, claim: Claim, other: Claim): Problem {
  const message = `${said(claim)} gets the listener priority of ${said(other)}, by chance`;
  const { path } = claim;
  const open = path.endsWith("*")
    ? `Write "${path}*" with two asterisks at the end, which matches the same.`
    : "Change one of the two paths a little.";
  const fix = isConditional(claim) ? "Write another of its values first." : open;
  return subject.problem(placeOf(subject, claim.service), { message, fix });
}

function crowded(subject: Subject, claim: Claim): Problem {
  const rules = partsOf(claim).length;
  const message = `needs ${rules} listener ${rules === 1 ? "rule" : "rules"} with conditions for ${claim.path}, and there are not that many priorities before the rule without`;
  const fix = "Write fewer values, or a shorter path with `*`.";
  return subject.problem(placeOf(subject, claim.service), { message, fix });
}

function tooMany(subject: Subject, count: number): Problem {
  return subject.problem(["services"], {
    severity: "warning",
    message: `make ${count} listener rules, and AWS allows ${RULE_QUOTA} per load balancer unless the quota is raised`,
    fix: "Have the quota raised, or use fewer hosts and paths.",
  });
}

function said({ host, path, headers, sourceIps }: Claim): string {
  const conditions = [
    ...headers.map(({ name, values }) => `with ${name}: ${values.join(" or ")}`),
    ...(sourceIps.length > 0 ? [`from ${sourceIps.join(" or ")}`] : []),
  ];
  return [`${host}${path}`, ...conditions].join(" ");
}

/** The paths as written, else what else tells requests apart, else the service. */
function placeOf(subject: Subject, service: string): readonly string[] {
  const path = ["services", service];
  const keys = ["paths", "hosts", "headers", "sourceIps"];
  const key = keys.find((name) => subject.written([...path, name]) !== undefined);
  return key === undefined ? path : [...path, key];
}
