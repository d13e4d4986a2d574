import type { z } from "zod";
import type { assetsSpec } from "../spec/assets";
import type { BeanstalkSpec } from "../spec/beanstalk";
import type { databaseSpec } from "../spec/database";
import type { datadogSpec } from "../spec/datadog";
import type { EnvironmentSpec } from "../spec/environment";
import type { filesSpec } from "../spec/files";
import type { ingressSpec } from "../spec/ingress";
import type { networkSpec } from "../spec/network";
import type { ServiceSpec, SidecarSpec } from "../spec/service";
import type { FilledCluster } from "./cluster";
import type { FilledDelivery } from "./delivery";
import type { FilledDeploy } from "./deploy";
import type { FilledPipeline, FilledRepository } from "./pipeline";
import type { FilledScaling, FilledSpot } from "./scaling";

/**
 * The written shape with the defaults of `defaults.ts` filled in: only what has no default may be absent.
 * A test holds the two together.
 */

/** All keys there, but for `Absent`. */
type Filled<T, Absent extends keyof T> = Required<Omit<T, Absent>> & Pick<T, Absent>;

/** The network; block and zones have no default. */
export type FilledNetwork = Filled<z.infer<typeof networkSpec>, "ipv4Cidr" | "availabilityZones">;
type Ingress = Filled<z.infer<typeof ingressSpec>, "domain" | "zone">;
type Waf = Required<Ingress["waf"]>;
/** The entrance; domain and zone have no default. */
export type FilledIngress = Omit<Ingress, "waf"> & {
  waf: Omit<Waf, "rateLimit"> & { rateLimit: Required<Waf["rateLimit"]> };
};
/** The database; it pauses only where it may. */
export type FilledDatabase = Filled<z.infer<typeof databaseSpec>, "autoPauseSeconds" | "snapshot">;
/** The file system. */
export type FilledFiles = Required<z.infer<typeof filesSpec>>;
/** The assets; without domain they have a name of CloudFront's own. */
export type FilledAssets = Filled<z.infer<typeof assetsSpec>, "domain">;
type Datadog = Filled<z.infer<typeof datadogSpec>, "site" | "apiKeySecret">;
/** Datadog; site and key have no default. */
export type FilledDatadog = Omit<Datadog, "agent" | "logRouter"> & {
  agent: Required<Datadog["agent"]>;
  logRouter: Required<Datadog["logRouter"]>;
};

type OptionalInContainer =
  | "image"
  | "command"
  | "entryPoint"
  | "user"
  | "containerHealthCheck"
  | "stopSignal";
/** A sidecar; its image has no default. */
export type FilledSidecar = Filled<SidecarSpec, OptionalInContainer | "port">;
type BeanstalkChoice = "tier" | "instanceTypes" | "minInstances" | "maxInstances";
type Beanstalk = Filled<BeanstalkSpec, BeanstalkChoice>;
/** What Beanstalk needs; tier, instance types and bounds follow from the service. */
export type FilledBeanstalk = Omit<Beanstalk, "deployment" | "managedUpdates" | "scaling" | "worker"> & {
  deployment: Required<Beanstalk["deployment"]>;
  managedUpdates: Required<Exclude<Beanstalk["managedUpdates"], "none">> | "none";
  scaling: Required<Exclude<Beanstalk["scaling"], "none">> | "none";
  worker: Required<Beanstalk["worker"]>;
};
type Service = Filled<
  ServiceSpec,
  | OptionalInContainer
  | "ephemeralStorageGiB"
  | "s3Files"
  | "preset"
  | "port"
  | "hosts"
  | "paths"
  | "mail"
  | "kind"
  | "like"
  | "repository"
  | "release"
  | "schedule"
>;
/** A schedule; its time has no default. */
type FilledSchedule = Filled<NonNullable<ServiceSpec["schedule"]>, "cron" | "everyMinutes">;
/** A service; its image has no default, and without port it is no web service. */
export type FilledService = Omit<
  Service,
  | "schedule"
  | "repository"
  | "pipeline"
  | "healthCheck"
  | "front"
  | "scaling"
  | "spot"
  | "deployment"
  | "deploy"
  | "alarms"
  | "sidecars"
  | "beanstalk"
> & {
  schedule?: FilledSchedule;
  repository?: "none" | FilledRepository;
  pipeline: "none" | FilledPipeline;
  beanstalk: FilledBeanstalk;
  healthCheck: Required<Service["healthCheck"]>;
  front: "none" | Filled<Exclude<Service["front"], "none">, "allow">;
  scaling: FilledScaling;
  spot: FilledSpot;
  deployment: Required<Service["deployment"]>;
  deploy: FilledDeploy;
  alarms: Required<Service["alarms"]>;
  sidecars: Record<string, FilledSidecar>;
};

type Part<T> = "none" | T | undefined;
type Environment = Filled<EnvironmentSpec, "account" | "region" | "services">;
/** An environment; account and region have no default, and parts may be absent. */
export type FilledEnvironment = Omit<
  Environment,
  | "network"
  | "ingress"
  | "database"
  | "files"
  | "assets"
  | "datadog"
  | "services"
  | "notifications"
  | "delivery"
  | "cluster"
> & {
  network: FilledNetwork;
  cluster: FilledCluster;
  notifications: Required<Environment["notifications"]>;
  delivery: FilledDelivery;
  ingress: Part<FilledIngress>;
  database: Part<FilledDatabase>;
  files: Part<FilledFiles>;
  assets: Part<FilledAssets>;
  datadog: Part<FilledDatadog>;
  services?: Record<string, "none" | FilledService>;
};
