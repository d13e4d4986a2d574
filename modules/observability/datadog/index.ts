export { daemonAgent } from "./daemon-agent";
export { datadogVersion } from "./image-name";
export { DATADOG_AGENT_IMAGE, LOG_ROUTER_IMAGE } from "./images";
export type { DatadogOptions, SidecarSize } from "./options";
export { AGENT_NAME, AGENT_PORTS, LOG_ROUTER_NAME, LOG_ROUTER_PORTS, SOCKET_VOLUME } from "./reserved";
export { withDatadog } from "./with-datadog";
