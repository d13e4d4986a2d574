import type { START_CONDITIONS, STOP_SIGNALS } from "./spec/process";

/** A secret in Secrets Manager (with JSON key and version stage) or an SSM parameter. */
export interface SecretRef {
  readonly arn: string;
  readonly key: string | undefined;
  readonly versionStage: string | undefined;
  /** ARN of the customer's key that it is encrypted with, unless that is the environment's own. */
  readonly kmsKey: string | undefined;
}

/** The value of a variable: text, or something only known once AWS made it. */
export type Value = { readonly text: string } | { readonly from: Reference } | { readonly service: string };

/** What the environment itself knows and a variable can be filled with. */
export type Reference =
  | "service.url"
  | "service.host"
  | "database.host"
  | "database.readerHost"
  | "database.port"
  | "database.name"
  | "assets.url"
  | "assets.bucket";

/** A secret somewhere else, or one of the environment itself. */
export type SecretValue =
  | SecretRef
  | {
      readonly from: "database.username" | "database.password";
      /** One of `Database.users`; the master when undefined. */
      readonly user: string | undefined;
    };

/** What the service's own container and its sidecars have in common. */
export interface ContainerPlan {
  readonly image: string;
  readonly command: readonly string[] | undefined;
  readonly entryPoint: readonly string[] | undefined;
  readonly user: string | undefined;
  readonly environment: Readonly<Record<string, Value>>;
  readonly secrets: Readonly<Record<string, SecretValue>>;
  readonly healthCheck: ContainerHealthCheck | undefined;
  readonly stopTimeoutSeconds: number;
  readonly readonlyRootFilesystem: boolean;
  /** Containers of the same task that are reached by name. */
  readonly links: readonly string[];
  readonly initProcess: boolean;
  readonly stopSignal: (typeof STOP_SIGNALS)[number] | undefined;
  /** By the name of the container that is waited for. */
  readonly dependsOn: Readonly<Record<string, (typeof START_CONDITIONS)[number]>>;
  readonly ulimits: Readonly<Record<string, { readonly soft: number; readonly hard: number }>>;
  /** Directories on the task's disk, sorted by name. */
  readonly scratch: readonly Scratch[];
  /** Directories in memory, sorted by path. */
  readonly tmpfs: readonly { readonly path: string; readonly sizeMiB: number }[];
}

/** A directory on the task's disk that containers of one task share by its name. */
export interface Scratch {
  readonly name: string;
  readonly path: string;
  readonly readOnly: boolean;
}

/** Health check inside a container. */
export interface ContainerHealthCheck {
  readonly command: readonly string[];
  readonly intervalSeconds: number;
  readonly timeoutSeconds: number;
  readonly retries: number;
  readonly startPeriodSeconds: number;
}

/** A further container in the task of a service. */
export interface Sidecar extends ContainerPlan {
  readonly name: string;
  readonly cpu: number;
  readonly memoryMiB: number;
  readonly essential: boolean;
  /** TCP port that it publishes. */
  readonly port: number | undefined;
  /** Mounts of the service that it sees, too; sorted by name. */
  readonly mounts: readonly { readonly name: string; readonly path: string; readonly readOnly: boolean }[];
}
