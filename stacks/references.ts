import type { Reference, SecretValue, Value } from "../config/container-plan";
import type { Service } from "../config/environment";
import type { Web } from "../config/web-plan";
import type { Assets } from "../modules/assets";
import { secretValueFrom } from "../modules/compute";
import type { Database } from "../modules/database";
import { internalHost } from "../modules/edge";

/** What a service's variables can refer to. */
export interface Referable {
  /** Name of the stack, which names of internal services end in. */
  readonly stack: string;
  readonly service: Service;
  readonly database: Database | undefined;
  readonly assets: Assets | undefined;
  /** Secrets of the database's users, by name. */
  readonly databaseUsers: Readonly<Record<string, string>>;
}

/** The text or the Terraform reference that a variable is filled with. */
export function variables(
  values: Readonly<Record<string, Value>>,
  referable: Referable,
): Readonly<Record<string, string>> {
  return mapValues(values, (value) => {
    if ("text" in value) return value.text;
    return "service" in value
      ? `http://${internalHost(referable.stack, value.service)}`
      : reference(value.from, referable);
  });
}

/** The `valueFrom` of each secret. */
export function secretSources(
  secrets: Readonly<Record<string, SecretValue>>,
  referable: Referable,
): Readonly<Record<string, string>> {
  return mapValues(secrets, (secret) => {
    if ("arn" in secret) return secretValueFrom(secret);
    const key = secret.from === "database.username" ? "username" : "password";
    return secretValueFrom({ arn: secretArn(secret.user, referable), key, versionStage: undefined });
  });
}

/** The secret of a user of the database, or of its master. */
function secretArn(user: string | undefined, { database, databaseUsers }: Referable): string {
  return user === undefined ? known(database).secretArn : known(databaseUsers[user]);
}

function reference(from: Reference, { service, database, assets }: Referable): string {
  switch (from) {
    case "service.url":
      return baseUrl(known(service.web));
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
    case "assets.url":
      return known(assets).url;
    case "assets.bucket":
      return known(assets).bucketName;
  }
}

function baseUrl({ entrance, hosts }: Web): string {
  return `${entrance === "internal" ? "http" : "https"}://${hosts[0]}`;
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
