import type { Datadog, Environment } from "../config/environment";
import { type Logging, secretValueFrom } from "../modules/compute";
import { type DatadogOptions, datadogVersion } from "../modules/observability";
import { AGENT_NAME } from "../modules/observability/datadog/reserved";

/** Options of the agent that is a daemon of the instances: it is a service of its own. */
export function agentOptions(environment: Environment, datadog: Datadog, logging: Logging): DatadogOptions {
  return {
    ...datadog,
    apiKey: secretValueFrom(datadog.apiKey),
    environment: environment.name,
    service: AGENT_NAME,
    version: datadogVersion(datadog.agent.image),
    team: environment.team,
    agentPlace: "daemon",
    agentLogging: logging,
  };
}
