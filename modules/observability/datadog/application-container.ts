import type { Container, Logging } from "../../compute/container";
import { imageName } from "./image-name";
import type { DatadogOptions } from "./options";
import { AGENT_NAME } from "./reserved";
import { SOCKET_MOUNT, SOCKETS } from "./sockets";
import { containerTags, tagLabels, tagVariables, type UnifiedTags } from "./unified-tags";

/**
 * An application container that reaches the agent over its sockets and carries the unified service tags. What
 * a team has set itself, as a variable, a secret or a label, stays as it is.
 */
export function applicationContainer(
  container: Container,
  isMain: boolean,
  options: DatadogOptions,
): Container {
  const tags = containerTags(container, isMain, options);
  const added = {
    ...tagVariables(tags),
    ...(options.apm && { DD_TRACE_AGENT_URL: `unix://${SOCKETS.traces}` }),
    DD_DOGSTATSD_URL: `unix://${SOCKETS.metrics}`,
  };
  return {
    ...container,
    environment: { ...without(added, container.secrets), ...container.environment },
    mounts: [...container.mounts, SOCKET_MOUNT],
    labels: { ...tagLabels(tags), ...container.labels },
    logging: options.logs ? datadogLogging(container, tags, options) : container.logging,
  };
}

/** An application container that reaches the agent of its instance over a link, under the agent's name. */
export function linkedContainer(container: Container, isMain: boolean, options: DatadogOptions): Container {
  const tags = containerTags(container, isMain, options);
  const added = { ...tagVariables(tags), DD_AGENT_HOST: AGENT_NAME };
  return {
    ...container,
    environment: { ...without(added, container.secrets), ...container.environment },
    links: [...(container.links ?? []), AGENT_NAME],
    labels: { ...tagLabels(tags), ...container.labels },
  };
}

/**
 * FireLens to Datadog's intake of the site.
 *
 * @see https://docs.fluentbit.io/manual/pipeline/outputs/datadog
 */
function datadogLogging(container: Container, tags: UnifiedTags, options: DatadogOptions): Logging {
  return {
    driver: "firelens",
    options: {
      Name: "datadog",
      Host: `http-intake.logs.${options.site}`,
      // Off by default in this plugin.
      TLS: "on",
      provider: "ecs",
      compress: "gzip",
      retry_limit: "2",
      dd_message_key: "log",
      dd_service: tags.service,
      dd_source: imageName(container.image),
      dd_tags: `env:${tags.env},version:${tags.version},team:${options.team}`,
    },
    secretOptions: { apikey: options.apiKey },
  };
}

function without(record: Readonly<Record<string, string>>, names: Readonly<Record<string, string>>) {
  return Object.fromEntries(Object.entries(record).filter(([name]) => !(name in names)));
}
