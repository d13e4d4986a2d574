import type { SecretRef } from "../config/container-plan";
import type { Environment, Service } from "../config/environment";
import type { SecretKey } from "../modules/compute";

/** Customer's keys, other than the environment's own, that secrets of a service's containers are encrypted with. */
export function secretKeys({ datadog }: Environment, service: Service): SecretKey[] {
  const secrets = [service, ...service.sidecars]
    .flatMap((container) => Object.values(container.secrets))
    .filter((secret): secret is SecretRef => "arn" in secret);
  // On instances the agent is a service of its own.
  const agent = datadog === undefined || service.runtime === "ec2" ? [] : [datadog.apiKey];
  return [...secrets, ...agent].flatMap(secretKeyOf);
}

/** The customer's key of one secret, where it has one. */
export function secretKeyOf({ arn, kmsKey }: SecretRef): SecretKey[] {
  if (kmsKey === undefined) return [];
  return [{ arn: kmsKey, service: arn.startsWith("arn:aws:ssm:") ? "ssm" : "secretsmanager" }];
}
