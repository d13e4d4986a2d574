import { S3_FILES_CONTAINER } from "../../modules/compute/with-s3-files";
import { AGENT_NAME, LOG_ROUTER_NAME } from "../../modules/observability/datadog/reserved";
import type { SecretValue } from "../container-plan";
import type { Datadog, Environment, Service } from "../environment";
import { containersOf } from "../rules/containers";
import type { PathPart } from "../tree";
import { api, regionOf } from "./aws-apis";
import { hostInterface } from "./firewalls";
import { imageNeeds } from "./images";
import { HTTPS, type Need } from "./need";

/** A container of a service's task, those included that nobody wrote. */
interface StartedContainer {
  readonly container: string;
  readonly image: string;
  readonly imagePath: readonly PathPart[];
  readonly secrets: readonly {
    readonly secret: SecretValue;
    readonly name: string;
    readonly path: readonly PathPart[];
  }[];
}

/** What must be reached before the containers of a service run: images, secrets, logs, and what runs them. */
export function needsToStart(environment: Environment, service: Service): Need[] {
  const containers = [...written(environment, service), ...added(environment, service)];
  const by = hostInterface(environment, service);
  const owner = service.name;
  return [
    ...containers.flatMap(({ container, image, imagePath: path }) =>
      imageNeeds({ owner, container, image, by, path }),
    ),
    ...secrets(environment, service, containers),
    ...logs(environment, service, containers),
    ...platform(environment, service),
  ];
}

function written(environment: Environment, service: Service): StartedContainer[] {
  return containersOf({ ...environment, services: [service] }).map(({ container, path }) => ({
    container: path.at(-1) ?? service.name,
    image: container.image,
    imagePath: [...path, "image"],
    secrets: Object.entries(container.secrets).map(([name, secret]) => ({
      secret,
      name,
      path: [...path, "secrets", name],
    })),
  }));
}

function added({ datadog }: Environment, { name, runtime, s3Files }: Service): StartedContainer[] {
  const imagePath = ["services", name, "s3Files", "image"];
  const files = s3Files && { container: S3_FILES_CONTAINER, image: s3Files.image, imagePath, secrets: [] };
  return [
    ...(files === undefined ? [] : [files]),
    // On instances of the cluster the agent is a service of its own.
    ...(datadog === undefined || runtime === "ec2" ? [] : [agentOf(datadog)]),
    ...(datadog !== undefined && routesLogs(datadog, runtime) ? [routerOf(datadog)] : []),
  ];
}

/** The agent's container, wherever it runs. */
export function agentOf({ agent, apiKey }: Datadog): StartedContainer {
  const path = ["datadog", "apiKeySecret"];
  return {
    container: AGENT_NAME,
    image: agent.image,
    imagePath: ["datadog"],
    secrets: [{ secret: apiKey, name: "DD_API_KEY", path }],
  };
}

function routerOf({ logRouter }: Datadog): StartedContainer {
  return { container: LOG_ROUTER_NAME, image: logRouter.image, imagePath: ["datadog"], secrets: [] };
}

function routesLogs({ logs }: Datadog, runtime: Service["runtime"]): boolean {
  return logs && runtime === "fargate";
}

function secrets(environment: Environment, service: Service, all: readonly StartedContainer[]): Need[] {
  const by = hostInterface(environment, service);
  return all.flatMap(({ container, secrets }) =>
    secrets.flatMap((one) =>
      secretNeeds(environment, one.secret).map((need) => ({
        ...need,
        what: need.kind === "key" ? `key of secret ${one.name}` : `secret ${one.name}`,
        owner: service.name,
        container,
        by,
        path: one.path,
      })),
    ),
  );
}

/** What reading one secret takes: where it is kept and, with a customer's key, where that is. */
export function secretNeeds(
  { region: own, encryption }: Environment,
  secret: SecretValue,
): Pick<Need, "kind" | "target" | "ports">[] {
  const arn = "arn" in secret ? secret.arn : "";
  const region = regionOf(arn, own);
  const store = arn.startsWith("arn:aws:ssm:") ? "ssm" : "secretsmanager";
  const key = "arn" in secret ? secret.kmsKey : undefined;
  const isEncrypted = key !== undefined || encryption === "customer-managed";
  return [
    { kind: "secret", target: api(store, region), ports: HTTPS },
    ...(isEncrypted
      ? [{ kind: "key" as const, target: api("kms", regionOf(key ?? "", region)), ports: HTTPS }]
      : []),
  ];
}

/** Where a log router takes the output of the service's own containers, only Datadog's go to CloudWatch. */
function logs(environment: Environment, service: Service, all: readonly StartedContainer[]): Need[] {
  const { datadog, region } = environment;
  const isRouted = datadog !== undefined && routesLogs(datadog, service.runtime);
  const names = all.map(({ container }) => container);
  const writers = isRouted ? names.filter((name) => [AGENT_NAME, LOG_ROUTER_NAME].includes(name)) : names;
  const by = hostInterface(environment, service);
  const path = ["services", service.name];
  return writers.map((container) => ({
    kind: "logs",
    owner: service.name,
    container,
    what: "logs",
    by,
    target: api("logs", region),
    ports: HTTPS,
    path,
  }));
}

/** Instances of Beanstalk report to it, and load what they install, in more ways than endpoints are made for. */
function platform(environment: Environment, service: Service): Need[] {
  const { name, runtime, beanstalk } = service;
  if (runtime !== "beanstalk") return [];
  const by = hostInterface(environment, service);
  const hosts = ["elasticbeanstalk", "cloudformation", ...(beanstalk?.worker === undefined ? [] : ["sqs"])];
  return hosts.map((one) => ({
    kind: "platform",
    owner: name,
    container: "instance",
    what: "Elastic Beanstalk",
    by,
    target: { api: one, region: environment.region, endpoint: undefined },
    ports: HTTPS,
    path: ["services", name, "runtime"],
  }));
}
