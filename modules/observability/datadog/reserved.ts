/** What the sidecars take of a task, and no other container or volume may have. Plain values, for rules too. */

/** Name of the agent's container. */
export const AGENT_NAME = "datadog-agent";

/** Name of the log router's container. */
export const LOG_ROUTER_NAME = "datadog-log-router";

/** Volume with the agent's sockets. */
export const SOCKET_VOLUME = "dd-sockets";

/**
 * Ports that the agent listens on. The containers of a task share one loopback address, so an application that
 * wants one of them could not start.
 *
 * @see https://docs.datadoghq.com/agent/configuration/network/
 */
export const AGENT_PORTS: readonly number[] = [5012, 6062, 6162, 8125, 8126, 15_000, 15_001];

/** Ports that the log router listens on: its health and FireLens' own input. */
export const LOG_ROUTER_PORTS: readonly number[] = [2020, 24_224];
