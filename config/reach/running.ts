import { S3_FILES_CONTAINER } from "../../modules/compute/with-s3-files";
import { DATABASE_PORT } from "../../modules/database/engine";
import { INTERNAL_PORT } from "../../modules/edge/internal-host";
import { AGENT_NAME, LOG_ROUTER_NAME } from "../../modules/observability/datadog/reserved";
import { FILES_PORT } from "../../modules/storage/files-port";
import type { ContainerPlan } from "../container-plan";
import type { Environment, Service } from "../environment";
import { containersOf } from "../rules/containers";
import { api, regionOf, targetOfAction } from "./aws-apis";
import { FIREWALL, hostInterface, taskInterface } from "./firewalls";
import { HTTPS, type Need, type Ports } from "./need";

/** What the code of a service must reach while it runs. */
export function needsToRun(environment: Environment, service: Service): Need[] {
  return [
    ...database(environment, service),
    ...files(environment, service),
    ...calls(environment, service),
    ...permissions(environment, service),
    ...mail(environment, service),
    ...buckets(environment, service),
    ...exec(environment, service),
    ...datadog(environment, service),
  ];
}

/** What all needs of the service's own container have in common. */
function own(environment: Environment, service: Service) {
  const { name } = service;
  const by = taskInterface(environment, service);
  return { owner: name, container: name, by, ports: HTTPS, path: ["services", name] };
}

/**
 * The database of an environment is for all of its services. Who uses it is only seen where variables refer to it; the
 * others may have its address from elsewhere, such as a secret with a complete URL.
 */
function database(environment: Environment, service: Service): Need[] {
  if (environment.database === undefined) return [];
  const target = { peer: FIREWALL.database, ipv6: true };
  const need = {
    ...own(environment, service),
    kind: "database" as const,
    target,
    ports: only(DATABASE_PORT),
  };
  const users = containersOf({ ...environment, services: [service] })
    .filter(({ container }) => refersToDatabase(container))
    .map(({ path }) => ({ ...need, container: path.at(-1) ?? service.name, what: "database" }));
  return users.length > 0 ? users : [{ ...need, what: "database, if it is used" }];
}

function refersToDatabase({ environment, secrets }: ContainerPlan): boolean {
  const values = [...Object.values(environment), ...Object.values(secrets)];
  return values.some((value) => "from" in value && value.from.startsWith("database."));
}

/** Directories are mounted by what runs the task, which on Fargate is the task's own interface. */
function files(environment: Environment, service: Service): Need[] {
  if (environment.files === undefined) return [];
  const by = hostInterface(environment, service);
  return service.mounts.map(({ name }) => ({
    ...own(environment, service),
    kind: "files",
    what: `directory ${name}`,
    by,
    target: { peer: FIREWALL.files, ipv6: false },
    ports: only(FILES_PORT),
    path: ["services", service.name, "mounts", name],
  }));
}

/** Called services that are not internal are refused as such. */
function calls(environment: Environment, service: Service): Need[] {
  const internal = environment.services.filter(({ web }) => web?.entrance === "internal");
  const callable = internal.filter(({ name }) => service.calls.includes(name));
  return callable.map(({ name }) => ({
    ...own(environment, service),
    kind: "call",
    what: `service ${name}`,
    target: { peer: FIREWALL.internalEntrance, ipv6: true },
    ports: only(INTERNAL_PORT),
    path: ["services", service.name, "calls"],
  }));
}

function permissions(environment: Environment, service: Service): Need[] {
  return service.permissions.flatMap(({ actions, resources }, index) => {
    const regions = [...new Set(resources.map((arn) => regionOf(arn, environment.region)))].sort();
    return actions.flatMap((action, position) =>
      regions.map(
        (region): Need => ({
          ...own(environment, service),
          kind: "api",
          what: action,
          value: action,
          target: targetOfAction(action, region),
          path: ["services", service.name, "permissions", index, "actions", position],
        }),
      ),
    );
  });
}

function mail(environment: Environment, service: Service): Need[] {
  if (service.mailSenders.length === 0) return [];
  const target = { api: "ses", region: environment.region, endpoint: undefined };
  const path = ["services", service.name, "mail"];
  return [{ ...own(environment, service), kind: "mail", what: "mail", target, path }];
}

/** A bucket tells its region nowhere; files with a customer's key are where the key is. */
function buckets(environment: Environment, service: Service): Need[] {
  const { name, s3Files, uploadsAssets } = service;
  const need = { ...own(environment, service), kind: "bucket" as const };
  const region = regionOf(s3Files?.kmsKey ?? "", environment.region);
  return [
    ...(s3Files === undefined
      ? []
      : [
          {
            ...need,
            container: S3_FILES_CONTAINER,
            what: "files in S3",
            target: { s3: region },
            path: ["services", name, "s3Files"],
          },
        ]),
    ...(uploadsAssets
      ? [
          {
            ...need,
            what: "bucket of the assets",
            target: { s3: environment.region },
            path: ["services", name, "uploadsAssets"],
          },
        ]
      : []),
  ];
}

function exec(environment: Environment, service: Service): Need[] {
  if (!service.exec || service.runtime === "beanstalk") return [];
  const target = api("ssmmessages", environment.region);
  const path = ["services", service.name, "exec"];
  return [{ ...own(environment, service), kind: "exec", what: "shells (ECS Exec)", target, path }];
}

function datadog(environment: Environment, service: Service): Need[] {
  const { datadog: plan } = environment;
  if (plan === undefined || service.runtime === "ec2") return [];
  const need = { ...own(environment, service), kind: "datadog" as const, path: ["datadog"] };
  const intake = { ...need, container: AGENT_NAME, what: "Datadog's intake", target: { host: plan.site } };
  if (!plan.logs) return [intake];
  const container = service.runtime === "fargate" ? LOG_ROUTER_NAME : AGENT_NAME;
  const target = { host: `http-intake.logs.${plan.site}` };
  return [intake, { ...need, container, what: "Datadog's intake of logs", target }];
}

function only(port: number): Ports {
  return { first: port, last: port };
}
