import type { PathPart } from "../tree";

/** A network interface that connections start from: of a task, of what runs it, or of a load balancer. */
export interface Interface {
  /** Label of its firewall; its security group is named `<stack>-<label>`. */
  readonly firewall: string;
  readonly subnets: "public" | "private";
  /** Whether what starts the connection has an IPv6 address. */
  readonly ipv6: boolean;
}

/** What must be reached. */
export type Target =
  /** An API of AWS by its usual name; `endpoint` is the short name of the interface endpoint for it, where there is one. */
  | { readonly api: string; readonly region: string; readonly endpoint: string | undefined }
  /** Buckets of a region. */
  | { readonly s3: string }
  /** Something on the internet. */
  | { readonly host: string }
  /** Something in the same network, by the label of its firewall. */
  | { readonly peer: string; readonly ipv6: boolean };

/** TCP ports, both ends included. */
export interface Ports {
  readonly first: number;
  readonly last: number;
}

/** Why something must be reached. */
export type NeedKind =
  | "image"
  | "secret"
  | "key"
  | "logs"
  | "exec"
  | "session"
  | "cluster"
  | "platform"
  | "authorities"
  | "datadog"
  | "api"
  | "mail"
  | "bucket"
  | "database"
  | "files"
  | "call"
  | "request";

/** Something that must be reached, lest what the environment describes does not work. */
export interface Need {
  readonly kind: NeedKind;
  /** What it belongs to: the name of a service, `instances`, or the name of a database user's task. */
  readonly owner: string;
  /** Container that it is for; `agent` of ECS for what instances need. */
  readonly container: string;
  /** In words. */
  readonly what: string;
  readonly by: Interface;
  readonly target: Target;
  readonly ports: Ports;
  /** Where the environment asks for it. */
  readonly path: readonly PathPart[];
  /** The image or the action that asks for it. @default - something else does */
  readonly value?: string;
}

/** HTTPS, which nearly everything is. */
export const HTTPS: Ports = { first: 443, last: 443 };
