/**
 * The one container model. It is pure data; each runtime renders it in its own way (`fargate`, …), and
 * what cuts across runtimes (Datadog) is a function from `Task` to `Task`.
 */
export interface Task {
  /** The service's own container first. */
  readonly containers: readonly Container[];
  readonly volumes: readonly Volume[];
}

/** A container of a task. */
export interface Container {
  readonly name: string;
  readonly image: string;
  /** CPU units; at least 2, because ECS hands less on as 2 shares. 1024 are one vCPU. */
  readonly cpu: number;
  /** Hard limit in MiB. */
  readonly memoryMiB: number;
  /** Whether the task stops when this container does. */
  readonly essential: boolean;
  readonly command?: readonly string[];
  readonly entryPoint?: readonly string[];
  readonly user?: string;
  readonly port?: number;
  /** Port of the instance that leads to `port`. On Fargate, where every task has its own address, there is none. */
  readonly hostPort?: number;
  /** Containers of the same task that this one reaches by name. Not on Fargate, where they share one loopback. */
  readonly links?: readonly string[];
  /** Name to literal text or to a Terraform reference made by a module. */
  readonly environment: Readonly<Record<string, string>>;
  /** Name to the `valueFrom` of ECS. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly healthCheck?: HealthCheck;
  readonly mounts: readonly VolumeMount[];
  readonly stopTimeoutSeconds?: number;
  readonly readonlyRootFilesystem?: boolean;
  /** Whether an init process reaps zombies and forwards signals; ECS Exec needs it. */
  readonly initProcess?: boolean;
  readonly labels?: Readonly<Record<string, string>>;
  readonly logging: Logging;
  /** Makes this container the task's FireLens log router; `configFile` is a path inside its image. */
  readonly logRouter?: { readonly ecsLogMetadata: boolean; readonly configFile?: string };
  /** Containers that this one waits for, by name. */
  readonly dependsOn?: Readonly<Record<string, "start" | "complete" | "success" | "healthy">>;
  /** Limits of its process, by name as in `nofile`. */
  readonly ulimits?: Readonly<Record<string, { readonly soft: number; readonly hard: number }>>;
  /** Directories in its memory. */
  readonly tmpfs?: readonly { readonly path: string; readonly sizeMiB: number }[];
  /** Restart the container alone when it exits. */
  readonly restart?: { readonly attemptPeriodSeconds: number };
}

/** A health check that is run inside the container. */
export interface HealthCheck {
  readonly command: readonly string[];
  readonly intervalSeconds: number;
  readonly timeoutSeconds: number;
  readonly retries: number;
  readonly startPeriodSeconds: number;
}

/** Where a container sees a volume. */
export interface VolumeMount {
  readonly volume: string;
  readonly path: string;
  readonly readOnly: boolean;
}

/**
 * A directory of the shared file system, scratch space shared by the task's containers, or a path of the
 * instance (not on Fargate).
 */
export type Volume =
  | {
      readonly kind: "files";
      readonly name: string;
      readonly fileSystemId: string;
      readonly accessPointId: string;
    }
  | { readonly kind: "scratch"; readonly name: string }
  | { readonly kind: "host"; readonly name: string; readonly path: string };

/** Where a container's output goes. */
export type Logging =
  | {
      readonly driver: "cloudwatch";
      readonly group: string;
      readonly region: string;
      readonly streamPrefix: string;
    }
  | {
      readonly driver: "firelens";
      readonly options: Readonly<Record<string, string>>;
      /** Option name to the `valueFrom` of ECS. */
      readonly secretOptions: Readonly<Record<string, string>>;
    };
