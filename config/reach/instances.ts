import type { Environment } from "../environment";
import { api } from "./aws-apis";
import { FIREWALL, instanceInterface } from "./firewalls";
import { imageNeeds } from "./images";
import { HTTPS, type Need } from "./need";
import { agentOf, secretNeeds } from "./starting";

/**
 * What the instances of the cluster must reach for themselves: ECS, Session Manager and, for the Datadog agent on each
 * of them, what a service with such a container would.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-create-vpc.html
 */
export function needsOfInstances(environment: Environment): Need[] {
  const { region, cluster } = environment;
  if (cluster.instances === undefined) return [];
  const need = { ...own(environment), container: "ecs-agent", path: ["cluster"] };
  return [
    ...["ecs", "ecs-agent", "ecs-telemetry"].map(
      (name): Need => ({ ...need, kind: "cluster", what: "ECS", target: api(name, region) }),
    ),
    ...["ssm", "ssmmessages"].map(
      (name): Need => ({
        ...need,
        container: "ssm-agent",
        kind: "session",
        what: "shells (Session Manager)",
        target: api(name, region),
      }),
    ),
    ...datadog(environment),
  ];
}

function own(environment: Environment) {
  return { owner: FIREWALL.instances, by: instanceInterface(environment), ports: HTTPS };
}

function datadog(environment: Environment): Need[] {
  const { datadog: plan, region } = environment;
  if (plan === undefined) return [];
  const { container, image, imagePath, secrets } = agentOf(plan);
  const need = { ...own(environment), container, path: ["datadog"] };
  const { owner, by } = need;
  const hosts = [plan.site, ...(plan.logs ? [`agent-http-intake.logs.${plan.site}`] : [])];
  return [
    ...imageNeeds({ owner, container, image, by, path: imagePath }),
    ...secrets.flatMap(({ secret, name, path }) =>
      secretNeeds(environment, secret).map((one) => ({
        ...need,
        ...one,
        what: one.kind === "key" ? `key of secret ${name}` : `secret ${name}`,
        path,
      })),
    ),
    { ...need, kind: "logs", what: "logs", target: api("logs", region) },
    ...hosts.map((host): Need => ({ ...need, kind: "datadog", what: "Datadog's intake", target: { host } })),
  ];
}
