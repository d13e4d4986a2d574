import { DATADOG_AGENT_IMAGE, LOG_ROUTER_IMAGE } from "../modules/observability/datadog/images";
import { BEANSTALK_SINGLETON } from "./presets/beanstalk-singleton";
import type { EnvironmentClass } from "./spec/environment";
import type { LayerSpec } from "./spec/platform";
import type { ServiceSpec, SidecarSpec } from "./spec/service";

/**
 * The platform version that new Beanstalk environments start from. It is written out, so that a plan of tomorrow
 * is that of today; managed updates go on from it.
 */
const BEANSTALK_PLATFORM = "64bit Amazon Linux 2023 v4.1.1 running ECS";

/** The lowest layer. The keys of a part (`database`, `files` …) count where an environment has the part. */
export const DEFAULTS: LayerSpec = {
  protect: false,
  encryption: "aws-managed",
  network: { nat: "single", placement: "private", endpoints: "none", flowLogs: "none", peers: [] },
  ingress: {
    allow: [],
    public: false,
    ipAddressType: "dualstack",
    tlsPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
    idleTimeoutSeconds: 60,
    accessLogs: "none",
    waf: { rateLimit: { requests: 2000, windowSeconds: 300 }, managedRules: "block", logRetentionDays: 30 },
  },
  database: {
    engine: "aurora-mysql",
    version: "8.0.mysql_aurora.3.10.4",
    databaseName: "app",
    minCapacityAcu: 0.5,
    maxCapacityAcu: 4,
    instances: 1,
    backupRetentionDays: 7,
    passwordRotationDays: 30,
    users: {},
    insights: "standard",
    logRetentionDays: 30,
    maintenanceWindow: "sun:18:00-sun:19:00",
    backupWindow: "16:00-17:00",
  },
  files: { infrequentAccessAfterDays: 30, backup: true },
  assets: { priceClass: "all", keepVersionsDays: 30 },
  datadog: {
    apm: true,
    logs: true,
    agent: { image: DATADOG_AGENT_IMAGE, cpu: 256, memoryMiB: 512 },
    logRouter: { image: LOG_ROUTER_IMAGE, cpu: 128, memoryMiB: 256, required: false },
  },
  notifications: { emails: [] },
  delivery: { approval: false, notifications: { events: ["failed", "stopped"] }, freeze: {} },
  tags: {},
  runtime: "fargate",
  cluster: {
    containerInsights: "enabled",
    image: "recommended",
    rootVolumeGiB: 30,
    minInstances: 1,
    maxInstances: 4,
    onDemandBase: 0,
    onDemandPercent: 100,
    targetCapacityPercent: 100,
    network: "bridge",
    schedules: {},
  },
  serviceDefaults: {
    architecture: "x86_64",
    platformVersion: "1.4.0",
    cpu: 512,
    memoryMiB: 1024,
    desiredCount: 1,
    deployment: { minimumHealthyPercent: 100, maximumPercent: 200 },
    deploy: {
      engine: "rolling",
      strategy: "all-at-once",
      stepPercent: 10,
      stepMinutes: 5,
      bakeMinutes: 5,
      testFrom: [],
      hooks: {},
    },
    healthCheck: {
      path: "/",
      successCodes: "200",
      intervalSeconds: 30,
      timeoutSeconds: 5,
      healthyThreshold: 2,
      unhealthyThreshold: 3,
      gracePeriodSeconds: 60,
    },
    stopTimeoutSeconds: 30,
    readonlyRootFilesystem: false,
    exec: false,
    egressPorts: [443],
    logRetentionDays: 30,
    alarms: { errorPercent: 5, latencySeconds: 3, cpuPercent: 85, memoryPercent: 85 },
    beanstalk: {
      platform: BEANSTALK_PLATFORM,
      loadBalancer: "dedicated",
      deployment: {
        policy: "rolling-with-additional-batch",
        batchPercent: 50,
        timeoutSeconds: 900,
        trafficPercent: 10,
        evaluationMinutes: 5,
      },
      managedUpdates: { start: "Sun:18:00", level: "minor" },
      scaling: { metric: "cpu", upper: 60, lower: 20, periodMinutes: 5, step: 1, cooldownSeconds: 300 },
      schedules: {},
      worker: {
        httpPath: "/",
        visibilityTimeoutSeconds: 300,
        connections: 10,
        maxRetries: 10,
        retentionSeconds: 345_600,
      },
    },
  },
};

/** What each class says; above the platform's defaults, below what the platform says of the class. */
export const CLASS_DEFAULTS: Readonly<Record<EnvironmentClass, LayerSpec>> = {
  production: {
    protect: true,
    network: { nat: "per-az", flowLogs: { retentionDays: 90 } },
    ingress: { accessLogs: { retentionDays: 365 }, waf: { logRetentionDays: 90 } },
    database: { instances: 2, backupRetentionDays: 14, maxCapacityAcu: 8, logRetentionDays: 90 },
    cluster: { minInstances: 2, maxInstances: 8 },
    delivery: { approval: true },
    serviceDefaults: { desiredCount: 2, logRetentionDays: 90 },
  },
  staging: {
    network: { nat: "single", flowLogs: { retentionDays: 30 } },
    ingress: { accessLogs: { retentionDays: 90 }, waf: { logRetentionDays: 30 } },
    database: { instances: 1, backupRetentionDays: 7, logRetentionDays: 30 },
    serviceDefaults: { logRetentionDays: 30 },
  },
  development: {
    network: { nat: "none", placement: "public", flowLogs: "none" },
    ingress: { accessLogs: "none", waf: { logRetentionDays: 14 } },
    database: { instances: 1, backupRetentionDays: 1, maxCapacityAcu: 2, logRetentionDays: 14 },
    serviceDefaults: { logRetentionDays: 14 },
  },
};

/** How the process of every container runs. */
const PROCESS_DEFAULTS = { initProcess: false, dependsOn: {}, ulimits: {}, scratch: {}, tmpfs: {} };

/** What only the keys of a service itself have defaults for. */
export const SERVICE_DEFAULTS: ServiceSpec = {
  singleton: false,
  environment: {},
  secrets: {},
  links: [],
  ...PROCESS_DEFAULTS,
  mounts: {},
  permissions: [],
  uploadsAssets: false,
  headers: {},
  sourceIps: [],
  stickiness: "none",
  slowStartSeconds: 0,
  deregistrationDelaySeconds: 30,
  calls: [],
  front: "none",
  scaling: "none",
  spot: "none",
  pipeline: "none",
  sidecars: {},
};

/** A service of which two tasks would do harm: the old one stops before the new one starts. */
export const SINGLETON_DEFAULTS: ServiceSpec = {
  desiredCount: 1,
  deployment: { minimumHealthyPercent: 0, maximumPercent: 100 },
  beanstalk: BEANSTALK_SINGLETON,
};

/** A sidecar that says no more than its image. */
export const SIDECAR_DEFAULTS: SidecarSpec = {
  cpu: 128,
  memoryMiB: 128,
  essential: false,
  environment: {},
  secrets: {},
  stopTimeoutSeconds: 30,
  readonlyRootFilesystem: false,
  links: [],
  ...PROCESS_DEFAULTS,
  mounts: {},
};

/** nginx in front of a service that says no more than who may come in. */
export const FRONT_DEFAULTS = {
  image: "public.ecr.aws/docker/library/nginx:1.29.3-alpine",
  port: 8080,
  cpu: 128,
  memoryMiB: 128,
};

/** Tasks come quickly and leave slowly: too few hurt more than too many. */
export const SCALING_DEFAULTS = {
  scaleOutCooldownSeconds: 60,
  scaleInCooldownSeconds: 300,
  cpuPercent: "none",
  memoryPercent: "none",
  requestsPerTaskPerMinute: "none",
  step: "none",
  schedules: {},
};

/** Steps that say no more than when. */
export const STEP_DEFAULTS = { metric: "cpu", periodMinutes: 1, add: [], remove: [] };

/** A share of Spot that says no more than its size. */
export const SPOT_DEFAULTS = { percent: 50, baseTasks: 1 };

/** A pipeline that says no more than where it begins. */
export const PIPELINE_DEFAULTS = {
  build: {
    dockerfile: "Dockerfile",
    context: ".",
    buildCommands: [],
    testCommands: [],
    baseImages: [],
    computeType: "small",
    timeoutMinutes: 30,
  },
};

/** A repository of images that says nothing. */
export const REPOSITORY_DEFAULTS: { keepImages: number; pullAccounts: string[] } = {
  keepImages: 100,
  pullAccounts: [],
};

/** A schedule that says no more than its time. */
export const SCHEDULE_DEFAULTS = {
  timeZone: "UTC",
  retries: 3,
  retryWindowSeconds: 3600,
  flexibleMinutes: 0,
  enabled: true,
};

/** User 1000 is what most images run as. */
export const MOUNT_DEFAULTS = { uid: 1000, gid: 1000, readOnly: false };

/** A container health check that says no more than its command. */
export const CONTAINER_HEALTH_CHECK_DEFAULTS = {
  intervalSeconds: 30,
  timeoutSeconds: 5,
  retries: 3,
  startPeriodSeconds: 60,
};

/** Idle time of a database that may pause; the shortest there is. */
export const AUTO_PAUSE_SECONDS = 300;

/** AWS CLI of October 2025, which fetches files from S3. @see https://gallery.ecr.aws/aws-cli/aws-cli */
export const S3_FILES_IMAGE = "public.ecr.aws/aws-cli/aws-cli:2.31.9";
