import type { Datadog } from "../environment";
import { DATADOG_SITES } from "../spec/datadog";
import type { FilledDatadog } from "./filled";
import { required, type Say } from "./say";
import { secretRef } from "./secret";

/** Datadog; site and key have no default, because a wrong site loses data silently. */
export function resolveDatadog(say: Say, spec: FilledDatadog | undefined): Datadog | undefined {
  if (spec === undefined) return undefined;
  const sites = DATADOG_SITES.join(", ");
  return {
    site: required<string>(say, spec.site, ["datadog", "site"], `\`site:\` with one of ${sites}`, ""),
    apiKey: secretRef(
      required(
        say,
        spec.apiKeySecret,
        ["datadog", "apiKeySecret"],
        "`apiKeySecret:` with the ARN of the secret",
        "",
      ),
    ),
    apm: spec.apm,
    logs: spec.logs,
    agent: spec.agent,
    logRouter: spec.logRouter,
  };
}
