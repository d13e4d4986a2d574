import type { Reference, SecretValue, Service, Value } from "../config/environment";
import { secretValueFrom } from "../modules/compute";
import type { Database } from "../modules/database";

/** What a service's variables can refer to. */
export interface Referable {
  readonly service: Service;
  readonly database: Database | undefined;
}

/** The text or the Terraform reference that a variable is filled with. */
export function variables(
  values: Readonly<Record<string, Value>>,
  referable: Referable,
): Readonly<Record<string, string>> {
  return mapValues(values, (value) => ("text" in value ? value.text : reference(value.from, referable)));
}

/** The `valueFrom` of each secret. */
export function secretSources(
  secrets: Readonly<Record<string, SecretValue>>,
  referable: Referable,
): Readonly<Record<string, string>> {
  return mapValues(secrets, (secret) => {
    if ("arn" in secret) return secretValueFrom(secret);
    const key = secret.from === "database.username" ? "username" : "password";
    return secretValueFrom({ arn: known(referable.database).secretArn, key, versionStage: undefined });
  });
}

function reference(from: Reference, { service, database }: Referable): string {
  switch (from) {
    case "service.url":
      return `https://${known(service.web).hosts[0]}`;
    case "service.host":
      return known(known(service.web).hosts[0]);
    case "database.host":
      return known(database).host;
    case "database.readerHost":
      return known(database).readerHost;
    case "database.port":
      return String(known(database).port);
    case "database.name":
      return known(database).name;
  }
}

function mapValues<T>(
  values: Readonly<Record<string, T>>,
  map: (value: T) => string,
): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(value)]));
}

/** Rules refuse references to what an environment lacks; this only tells the type checker. */
function known<T>(value: T | undefined): T {
  if (value === undefined)
    throw new Error("A variable refers to something that the environment does not have.");
  return value;
}
