import type { Logging } from "../../compute/container";

/** How the tasks of one service are watched by Datadog. */
export interface DatadogOptions {
  /** Datadog site, such as `ap1.datadoghq.com`. */
  readonly site: string;
  /** Where ECS takes the API key from: an ECS `valueFrom`, never the key. */
  readonly apiKey: string;
  /** Whether the agent takes traces. Metrics it always takes. */
  readonly apm: boolean;
  /** Whether container logs go to Datadog through FireLens instead of CloudWatch Logs. */
  readonly logs: boolean;
  /** Tag `env`. */
  readonly environment: string;
  /** Tag `service` of the service's own container. */
  readonly service: string;
  /** Tag `version` of the service's own container; see `datadogVersion`. */
  readonly version: string;
  /** Tag `team`. */
  readonly team: string;
  /**
   * Where the agent is: in every task (Fargate), reached over sockets on a volume; one on the instance, reached by a
   * link (Beanstalk); or a daemon of the cluster's instances, reached over sockets in a directory of the instance.
   * Those of an instance also read the containers' output there and need no log router.
   * @default "task"
   */
  readonly agentPlace?: "task" | "instance" | "daemon";
  readonly agent: SidecarSize;
  readonly logRouter: SidecarSize & {
    /** Whether the task stops when the router does: no log is lost in silence, but its failure is an outage. */
    readonly required: boolean;
  };
  /** Where the output of the agent and of the router goes; not through the router itself. */
  readonly agentLogging: Logging;
}

/** Image and resources of a sidecar. */
export interface SidecarSize {
  readonly image: string;
  /** CPU units. */
  readonly cpu: number;
  /** Hard limit in MiB. */
  readonly memoryMiB: number;
}
