import type { Environment } from "../environment";
import type { Need } from "./need";
import { needsOf } from "./needs";

/** Short names of the interface endpoints that an environment gets: those that something in it needs, sorted. */
export function interfaceEndpoints(environment: Environment, needs = needsOf(environment)): string[] {
  if (environment.network.endpoints === "none") return [];
  const names = needs.flatMap((need) => endpointFor(environment, need) ?? []);
  return [...new Set(names)].sort();
}

/** An endpoint leads to the service in its own region only. */
function endpointFor({ region }: Environment, { target }: Need): string | undefined {
  return "api" in target && target.region === region ? target.endpoint : undefined;
}
