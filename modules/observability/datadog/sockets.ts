import type { VolumeMount } from "../../compute/container";
import { SOCKET_VOLUME } from "./reserved";

const DIRECTORY = "/var/run/datadog";

/** Where agent and applications meet: sockets on a volume of the task. */
export const SOCKETS = {
  directory: DIRECTORY,
  traces: `${DIRECTORY}/apm.socket`,
  metrics: `${DIRECTORY}/dsd.socket`,
} as const;

/** Writable on both sides: to connect to a socket is to write to it. */
export const SOCKET_MOUNT: VolumeMount = { volume: SOCKET_VOLUME, path: SOCKETS.directory, readOnly: false };
