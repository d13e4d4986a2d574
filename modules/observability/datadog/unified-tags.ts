import type { Container } from "../../compute/container";
import { datadogVersion } from "./image-name";
import type { DatadogOptions } from "./options";

/** Datadog's unified service tags. @see https://docs.datadoghq.com/getting_started/tagging/unified_service_tagging/ */
export interface UnifiedTags {
  readonly env: string;
  readonly service: string;
  readonly version: string;
}

/** Tags of a whole task; its agent and log router carry them. */
export function taskTags(options: DatadogOptions): UnifiedTags {
  return { env: options.environment, service: options.service, version: options.version };
}

/**
 * Tags of one application container. The service's own container has those of the task, a sidecar is a service
 * of its own with the version of its image; what a team sets itself counts for all of them.
 */
export function containerTags(container: Container, isMain: boolean, options: DatadogOptions): UnifiedTags {
  const { environment: own, name, image } = container;
  return {
    env: own["DD_ENV"] ?? options.environment,
    service: own["DD_SERVICE"] ?? (isMain ? options.service : `${options.service}-${name}`),
    version: own["DD_VERSION"] ?? (isMain ? options.version : datadogVersion(image)),
  };
}

/** Tags as environment variables of a process. */
export function tagVariables({ env, service, version }: UnifiedTags) {
  return { DD_ENV: env, DD_SERVICE: service, DD_VERSION: version };
}

/** Tags as container labels, from which the agent tags the container's metrics. */
export function tagLabels({ env, service, version }: UnifiedTags) {
  return {
    "com.datadoghq.tags.env": env,
    "com.datadoghq.tags.service": service,
    "com.datadoghq.tags.version": version,
  };
}
