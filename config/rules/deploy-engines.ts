import { partsOf } from "../../modules/edge/listener-rules";
import { shiftsTraffic } from "../deploy-plan";
import type { Service } from "../environment";
import type { Problem } from "../problem";
import { keepsRunning } from "../resolve/kind";
import type { PathPart } from "../tree";
import type { Web } from "../web-plan";
import type { Rule, Subject } from "./rule";

/** Most minutes between the first and the last part of the requests. @see https://docs.aws.amazon.com/codedeploy/latest/userguide/limits.html */
const LONGEST_SHIFT_MINUTES = 2880;

/** Smallest step of ECS's own. @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LinearConfiguration.html */
const SMALLEST_LINEAR_PERCENT = 3;

/** What the engine of a service can exchange, and who has to own its image. */
export const deployEngines: Rule = (subject) =>
  subject.environment.services.flatMap((service) => {
    if (service.runtime === "beanstalk" || !keepsRunning(service.kind)) return [];
    if (!shiftsTraffic(service.deploy)) return [];
    return [
      ...once(subject, service),
      ...ofCodeDeploy(subject, service),
      ...oneRule(subject, service),
      ...pace(subject, service),
    ];
  });

type Complain = (key: readonly PathPart[], message: string, fix: string, got?: unknown) => Problem;

function complain(subject: Subject, { name }: Service): Complain {
  return (key, message, fix, got) =>
    subject.problem(["services", name, ...key], { message, fix, ...(got !== undefined && { got }) });
}

/** All new tasks run beside all old ones for a while. */
function once(subject: Subject, service: Service): Problem[] {
  if (!service.singleton && service.preset !== "ghost") return [];
  const why = service.preset === "ghost" ? "a site has exactly one Ghost" : "the service is a singleton";
  const message = `runs the new version beside the old one, but ${why}`;
  const fix = "Write `engine: rolling`: the old task stops before the new one starts.";
  return [complain(subject, service)(["deploy", "engine"], message, fix, service.deploy.engine)];
}

function ofCodeDeploy(subject: Subject, service: Service): Problem[] {
  const { deploy, runtime, web, release } = service;
  if (deploy.engine !== "codedeploy") return [];
  const say = complain(subject, service);
  const problems: Problem[] = [];
  if (runtime !== "fargate") {
    const message = "is CodeDeploy's, which does not get along with the capacity of a cluster that scales";
    problems.push(say(["deploy", "engine"], message, "Write `engine: ecs-native`, or `runtime: fargate`."));
  }
  if (web === undefined) {
    const message = "is CodeDeploy's, which needs a load balancer to move requests at";
    problems.push(say(["deploy", "engine"], message, "Write `engine: rolling` or `engine: ecs-native`."));
  }
  if (release.owner === "terraform") {
    const message = "cannot be terraform: ECS takes a new image of this service from CodeDeploy alone";
    problems.push(say(["release", "owner"], message, "Write `owner: pipeline`, or another `deploy.engine`."));
  }
  return problems;
}

/** ECS moves one rule of the listener, and one of the test listener. */
function oneRule(subject: Subject, service: Service): Problem[] {
  const { deploy, web } = service;
  if (deploy.engine !== "ecs-native" || web === undefined) return [];
  const say = complain(subject, service);
  const rules = web.hosts.length * web.paths.length * partsOf(web).length;
  if (rules > 1) {
    const message = `moves one listener rule, but ${rules} lead to the service`;
    const fix = "Leave one host and one path and fewer conditions, or write `engine: codedeploy`.";
    return [say(["deploy", "engine"], message, fix)];
  }
  const tested = partsOf(atTest(web, deploy.testFrom)).length;
  if (deploy.testPort === undefined || tested <= 1) return [];
  const message = `makes ${tested} rules of the test listener, and ECS moves one`;
  return [say(["deploy", "testFrom"], message, "Name fewer blocks.")];
}

/** What a request at the test port needs. */
export function atTest(web: Web, testFrom: readonly string[]): Pick<Web, "headers" | "sourceIps"> {
  return { headers: web.headers, sourceIps: testFrom.length > 0 ? testFrom : web.sourceIps };
}

function pace(subject: Subject, service: Service): Problem[] {
  const { engine, strategy, stepPercent, stepMinutes } = service.deploy;
  const say = complain(subject, service);
  if (engine === "ecs-native" && strategy !== "all-at-once" && service.web === undefined) {
    const message = `is ${strategy}, but no load balancer sends requests to the service`;
    return [say(["deploy", "strategy"], message, "Write `strategy: all-at-once`.")];
  }
  if (strategy !== "linear") return [];
  if (engine === "ecs-native" && stepPercent < SMALLEST_LINEAR_PERCENT) {
    const message = `is less than ECS takes for a step, ${SMALLEST_LINEAR_PERCENT}`;
    return [
      say(["deploy", "stepPercent"], message, `Write \`${SMALLEST_LINEAR_PERCENT}\` or more.`, stepPercent),
    ];
  }
  const minutes = (Math.ceil(100 / stepPercent) - 1) * stepMinutes;
  if (minutes <= LONGEST_SHIFT_MINUTES) return [];
  const message = `makes a deployment of ${minutes} minutes, and AWS allows ${LONGEST_SHIFT_MINUTES}`;
  return [
    say(["deploy", "stepMinutes"], message, "Write fewer minutes, or a larger `stepPercent`.", stepMinutes),
  ];
}
