import { MOST_CONDITIONS, partsOf, roomFor } from "../../modules/edge/listener-rules";
import { shiftsTraffic } from "../deploy-plan";
import type { Environment, Service } from "../environment";
import type { Problem } from "../problem";
import { keepsRunning } from "../resolve/kind";
import { atTest } from "./deploy-engines";
import { conditionCount } from "./route-claims";
import type { Rule, Subject } from "./rule";

/** Ports of the entrance itself. */
const TAKEN = [80, 443];

/** Keys that mean nothing where tasks are exchanged in place. */
const SHIFTING = ["strategy", "stepPercent", "stepMinutes", "bakeMinutes", "testPort", "testFrom", "hooks"];

/** New tasks are tested where only those who test come, and by functions that can be called. */
export const deployTests: Rule = (subject) =>
  subject.environment.services.flatMap((service) => {
    if (service.runtime === "beanstalk" || !keepsRunning(service.kind)) return [];
    if (!shiftsTraffic(service.deploy)) return withoutEffect(subject, service);
    return [
      ...steps(subject, service),
      ...testPort(subject, service),
      ...hooks(subject, service, subject.environment),
    ];
  });

function withoutEffect(subject: Subject, { name }: Service): Problem[] {
  return SHIFTING.filter((key) => subject.written(["services", name, "deploy", key]) !== undefined).map(
    (key) => {
      const message = "counts only with `engine: codedeploy` or `engine: ecs-native`";
      const fix = "Remove it, or write the `engine`.";
      return subject.problem(["services", name, "deploy", key], { severity: "warning", message, fix });
    },
  );
}

function steps(subject: Subject, { name, deploy }: Service): Problem[] {
  if (deploy.strategy !== "all-at-once") return [];
  return ["stepPercent", "stepMinutes"]
    .filter((key) => subject.written(["services", name, "deploy", key]) !== undefined)
    .map((key) => {
      const message = "counts only with `strategy: linear` or `strategy: canary`";
      const fix = "Remove it, or write the `strategy`.";
      return subject.problem(["services", name, "deploy", key], { severity: "warning", message, fix });
    });
}

function testPort(subject: Subject, { name, web, deploy }: Service): Problem[] {
  const path = ["services", name, "deploy"];
  const say = (key: string, message: string, fix: string) =>
    subject.problem([...path, key], { message, fix });
  if (deploy.testPort === undefined) {
    if (deploy.testFrom.length === 0) return [];
    return [say("testFrom", "leads nowhere: there is no test port", "Write `testPort: 8443`.")];
  }
  if (web?.entrance !== "public") {
    const message = "is a port of the public entrance, which does not lead to this service";
    return [say("testPort", message, "Remove it; `hooks` can test a service that is not public.")];
  }
  if (TAKEN.includes(deploy.testPort)) {
    return [say("testPort", "is a port of the entrance itself", "Write another one, such as `8443`.")];
  }
  const { ingress } = subject.environment;
  if (ingress?.access.kind === "public" && deploy.testFrom.length === 0) {
    const message = "would show versions that nobody has tested to everybody: the entrance is public";
    return [say("testPort", message, "Write `testFrom:` with the blocks that tests come from.")];
  }
  const asked = atTest(web, deploy.testFrom);
  if (conditionCount(asked) > MOST_CONDITIONS) {
    const message = `is one more condition beside ${web.headers.length} headers, and a rule has room for ${MOST_CONDITIONS}`;
    return [say("testFrom", message, "Write fewer `headers`.")];
  }
  const crowded = web.hosts
    .flatMap((host) => web.paths.map((way) => [host, way] as const))
    .find(([host, way]) => host !== "" && partsOf(asked).length > roomFor(host, way, asked));
  if (crowded === undefined) return [];
  const message = `needs more listener rules for ${crowded[1]} than there are priorities before it`;
  return [say("testFrom", message, "Name fewer blocks.")];
}

/** A function elsewhere would be found missing by the first deployment. */
function hooks(subject: Subject, { name, deploy }: Service, { account, region }: Environment): Problem[] {
  return Object.entries(deploy.hooks).flatMap(([key, arn]) => {
    const [, , , itsRegion, itsAccount] = (arn ?? "").split(":");
    if (arn === undefined || (itsRegion === region && itsAccount === account)) return [];
    const message = `is a function of ${itsRegion} in account ${itsAccount}, and the service is in ${region} of ${account}`;
    const fix = "Name a function of the environment's own account and region.";
    return [subject.problem(["services", name, "deploy", "hooks", key], { message, fix })];
  });
}
