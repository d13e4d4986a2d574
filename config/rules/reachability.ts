import type { Problem } from "../problem";
import { containersOf } from "./containers";
import type { Rule, Subject } from "./rule";

const NAT = "Write `nat: single`";
const PUBLIC = "`placement: public`, which gives tasks public addresses";

/** Tasks can reach what they need to start: images, secrets and logs. */
export const reachability: Rule = (subject) => {
  const { network, services } = subject.environment;
  if (network.placement === "public") return idleNat(subject);
  if (network.nat !== "none" || services.length === 0) return [];
  if (network.endpoints === "none") {
    const message = "is none, and private tasks without endpoints reach neither images nor secrets nor logs";
    const fix = `${NAT}, \`endpoints: fargate\`, or ${PUBLIC}.`;
    return [subject.problem(["network", "nat"], { message, fix })];
  }
  return [...foreignImages(subject), ...outsideServices(subject), ...beanstalk(subject)];
};

function beanstalk(subject: Subject): Problem[] {
  return subject.environment.services
    .filter(({ runtime }) => runtime === "beanstalk")
    .map(({ name }) => {
      const message = "is beanstalk, whose instances need more of AWS than `endpoints: fargate` leads to";
      const fix = `${NAT}, or ${PUBLIC}.`;
      return subject.problem(["services", name, "runtime"], { message, fix });
    });
}

function foreignImages(subject: Subject): Problem[] {
  const { region } = subject.environment;
  if (region === "") return [];
  return containersOf(subject.environment)
    .filter(({ container }) => container.image !== "" && !isEcrOf(region, container.image))
    .map(({ container, path }) => {
      const message = `is not in ECR of ${region}, all that tasks with endpoints and without NAT can pull from`;
      const fix = `Copy the image to ECR, or cache it there by pull-through; or ${NAT.replace("Write", "write")}.`;
      return subject.problem([...path, "image"], { message, got: container.image, fix });
    });
}

function outsideServices(subject: Subject): Problem[] {
  const { datadog, services } = subject.environment;
  const fix = `${NAT}, or ${PUBLIC}.`;
  const mail = services
    .filter((service) => service.mailSenders.length > 0)
    .map((service) => {
      const message = "cannot be sent: tasks with endpoints and without NAT do not reach SES";
      return subject.problem(["services", service.name, "mail"], { message, fix });
    });
  if (datadog === undefined || services.length === 0) return mail;
  const message = "cannot be reached by private tasks without NAT";
  return [...mail, subject.problem(["datadog"], { message, fix: `${NAT}, or \`datadog: none\`.` })];
}

function isEcrOf(region: string, image: string): boolean {
  return new RegExp(`^\\d{12}\\.dkr\\.ecr\\.${region}\\.amazonaws\\.com/`).test(image);
}

/** Warns of NAT gateways that are paid for and pass nothing. */
function idleNat(subject: Subject): Problem[] {
  if (subject.environment.network.nat === "none") return [];
  const message = "is paid for, but tasks in public subnets do not use it";
  return [subject.problem(["network", "nat"], { severity: "warning", message, fix: "Write `nat: none`." })];
}
