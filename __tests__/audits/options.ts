/*
 * Options of services with another value each, and what each needs beside it to count.
 */

/** What an option of Beanstalk needs beside it: a service there, with two containers to link to. */
export const ON_BEANSTALK = {
  "services.app.runtime": "beanstalk",
  "services.app.sidecars.cache": { image: "example/cache:1.0.0" },
  "services.app.sidecars.queue": { image: "example/queue:1.0.0" },
};
const AS_WORKER = { ...ON_BEANSTALK, "services.app.beanstalk.tier": "worker" };
const SPLIT = { ...ON_BEANSTALK, "services.app.beanstalk.deployment.policy": "traffic-splitting" };
const ON_SCHEDULE = {
  ...ON_BEANSTALK,
  "services.app.beanstalk.schedules.day": {
    cron: "0 8 * * *",
    timeZone: "UTC",
    minInstances: 2,
    maxInstances: 4,
    desiredInstances: 3,
  },
};

/** Beside other options. */
export const CONTAINER: Record<string, unknown> = {
  image: "example/other:2.0.0",
  command: ["serve"],
  entryPoint: ["/bin/run"],
  user: "1001:1001",
  "environment.HOST.from": "database.readerHost",
  "secrets.USERNAME.from": "database.password",
  "secrets.USERNAME.user": "reader",
  "containerHealthCheck.command": ["CMD", "false"],
  "containerHealthCheck.intervalSeconds": 31,
  "containerHealthCheck.timeoutSeconds": 6,
  "containerHealthCheck.retries": 4,
  "containerHealthCheck.startPeriodSeconds": 61,
  stopTimeoutSeconds: 31,
  readonlyRootFilesystem: true,
  links: ["cache"],
  initProcess: true,
  stopSignal: "SIGQUIT",
  "dependsOn.setup": "success",
  "ulimits.nofile.soft": 2048,
  "ulimits.nofile.hard": 8192,
  "scratch.tmp.path": "/var/tmp",
  "scratch.tmp.readOnly": true,
  "tmpfs./cache.sizeMiB": 32,
};

/** What options of a container need beside them. */
export const BESIDE_CONTAINER: Record<string, Record<string, unknown>> = {
  stopSignal: { entryPoint: ["/bin/serve"] },
  "dependsOn.setup": { "services.app.sidecars.setup": { image: "example/setup:1.0.0" } },
  ...Object.fromEntries(
    ["soft", "hard"].map((key) => [
      `ulimits.nofile.${key}`,
      { "ulimits.nofile": { soft: 1024, hard: 4096 } },
    ]),
  ),
  "scratch.tmp.path": { "scratch.tmp": { path: "/tmp" } },
  "scratch.tmp.readOnly": { "scratch.tmp": { path: "/tmp" } },
  "tmpfs./cache.sizeMiB": { "tmpfs./cache": { sizeMiB: 64 } },
};

/** Options of Beanstalk, and what each needs beside it. */
export const BEANSTALK: Record<string, readonly [value: unknown, beside: Record<string, unknown>]> = {
  platform: ["64bit Amazon Linux 2023 v4.0.9 running ECS", ON_BEANSTALK],
  tier: ["worker", ON_BEANSTALK],
  instanceTypes: [["m7i.large"], ON_BEANSTALK],
  minInstances: [3, ON_BEANSTALK],
  maxInstances: [9, ON_BEANSTALK],
  "deployment.policy": ["rolling", ON_BEANSTALK],
  "deployment.batchPercent": [25, ON_BEANSTALK],
  "deployment.timeoutSeconds": [1200, ON_BEANSTALK],
  "deployment.trafficPercent": [20, SPLIT],
  "deployment.evaluationMinutes": [10, SPLIT],
  "managedUpdates.start": ["Mon:18:00", ON_BEANSTALK],
  "managedUpdates.level": ["patch", ON_BEANSTALK],
  "scaling.metric": ["latency", ON_BEANSTALK],
  "scaling.upper": [70, ON_BEANSTALK],
  "scaling.lower": [10, ON_BEANSTALK],
  "scaling.periodMinutes": [1, ON_BEANSTALK],
  "scaling.step": [2, ON_BEANSTALK],
  "scaling.cooldownSeconds": [60, ON_BEANSTALK],
  "schedules.day.cron": ["0 9 * * *", ON_SCHEDULE],
  "schedules.day.timeZone": ["Asia/Tokyo", ON_SCHEDULE],
  "schedules.day.minInstances": [3, ON_SCHEDULE],
  "schedules.day.maxInstances": [5, ON_SCHEDULE],
  "schedules.day.desiredInstances": [4, ON_SCHEDULE],
  "worker.httpPath": ["/jobs", AS_WORKER],
  "worker.visibilityTimeoutSeconds": [600, AS_WORKER],
  "worker.connections": [5, AS_WORKER],
  "worker.maxRetries": [5, AS_WORKER],
  "worker.retentionSeconds": [86_400, AS_WORKER],
};

/** Options of the cluster's instances. */
export const INSTANCES: Record<string, unknown> = {
  instanceTypes: ["m7i.4xlarge"],
  image: "2023.0.20261113",
  rootVolumeGiB: 50,
  minInstances: 3,
  maxInstances: 9,
  onDemandBase: 1,
  onDemandPercent: 50,
  targetCapacityPercent: 90,
  network: "awsvpc",
  "schedules.day.cron": "0 9 * * *",
  "schedules.day.timeZone": "Europe/Berlin",
  "schedules.day.minInstances": 4,
};
/** Beside other options. */
export const ON_INSTANCES = {
  "services.app.runtime": "ec2",
  "cluster.schedules.day": { cron: "0 8 * * *", timeZone: "UTC", minInstances: 3 },
};

/** What options of scaling need beside them: something that follows load, or the clock. */
const STEPS = { add: [{ abovePercent: 70, tasks: 2 }], remove: [{ belowPercent: 30, tasks: 1 }] };
const TRACKED = { "services.app.scaling.cpuPercent": 60 };
const STEPPED = { "services.app.scaling.step": STEPS };
const BY_CLOCK = {
  "services.app.scaling.schedules": {
    day: { cron: "0 8 * * *", timeZone: "UTC", minTasks: 2, maxTasks: 4 },
    night: { cron: "0 20 * * *", minTasks: 1, maxTasks: 2 },
  },
};

/** Options of scaling and Spot, and what each needs beside it. */
export const SCALING: Record<string, readonly [value: unknown, beside: Record<string, unknown>]> = {
  "scaling.minTasks": [3, TRACKED],
  "scaling.maxTasks": [9, TRACKED],
  "scaling.cpuPercent": [50, TRACKED],
  "scaling.memoryPercent": [50, TRACKED],
  "scaling.requestsPerTaskPerMinute": [600, TRACKED],
  "scaling.step.metric": ["memory", STEPPED],
  "scaling.step.periodMinutes": [5, STEPPED],
  "scaling.step.add": [[{ abovePercent: 80, tasks: 3 }], STEPPED],
  "scaling.step.remove": [[{ belowPercent: 20, tasks: 2 }], STEPPED],
  "scaling.scaleOutCooldownSeconds": [90, TRACKED],
  "scaling.scaleInCooldownSeconds": [600, TRACKED],
  "scaling.schedules.day.cron": ["0 9 * * *", BY_CLOCK],
  "scaling.schedules.day.timeZone": ["Asia/Tokyo", BY_CLOCK],
  "scaling.schedules.day.minTasks": [3, BY_CLOCK],
  "scaling.schedules.day.maxTasks": [8, BY_CLOCK],
  "spot.percent": [70, { "services.app.spot": { percent: 50 } }],
  "spot.baseTasks": [0, { "services.app.spot": { percent: 50 } }],
};

const AT_THREE = { "services.app.schedule": { cron: "0 3 * * *" } };

/** Options of what a service is and when it is started, and what each needs beside it. */
export const KINDS: Record<string, readonly [value: unknown, beside: Record<string, unknown>]> = {
  kind: ["worker", {}],
  like: ["base", { "services.base": { image: "example/base:1.0.0", exec: true } }],
  "schedule.cron": ["0 4 * * *", AT_THREE],
  "schedule.everyMinutes": [7, { "services.app.schedule": { everyMinutes: 5 } }],
  "schedule.timeZone": ["Asia/Tokyo", AT_THREE],
  "schedule.retries": [5, AT_THREE],
  "schedule.retryWindowSeconds": [600, AT_THREE],
  "schedule.flexibleMinutes": [15, AT_THREE],
  "schedule.enabled": [false, AT_THREE],
};

const CONNECTED = {
  "services.app.pipeline": {
    source: { connection: connectionArn("1234abcd"), repository: "example/app", branch: "main" },
  },
};
const COMMITTED = { "services.app.pipeline": { source: { codecommit: "app", branch: "main" } } };
const ZIPPED = { "services.app.pipeline": { source: { s3: { bucket: "example-sources", key: "app.zip" } } } };
const TAGGED = { "services.app.pipeline": { source: { ecrTag: "release" } } };
const WITH_TASK = { ...COMMITTED, "services.migrate": { like: "app", kind: "task" } };

function connectionArn(start: string): string {
  return `arn:aws:codeconnections:us-west-2:111122223333:connection/${start}-12ab-34cd-56ef-1234567890ab`;
}

/** Options of how an image comes to be, and what each needs beside it. */
export const PIPELINE: Record<string, readonly [value: unknown, beside: Record<string, unknown>]> = {
  "repository.keepImages": [50, CONNECTED],
  "repository.pullAccounts": [["444455556666"], CONNECTED],
  "pipeline.source.connection": [connectionArn("aaaabbbb"), CONNECTED],
  "pipeline.source.repository": ["example/other", CONNECTED],
  "pipeline.source.branch": ["release", CONNECTED],
  "pipeline.source.branches": [["release/*"], CONNECTED],
  "pipeline.source.paths": [["app/**"], CONNECTED],
  "pipeline.source.codecommit": ["other", COMMITTED],
  "pipeline.source.ecrTag": ["stable", TAGGED],
  "pipeline.source.s3.bucket": ["other-sources", ZIPPED],
  "pipeline.source.s3.key": ["other.zip", ZIPPED],
  "pipeline.build.dockerfile": ["docker/Dockerfile", CONNECTED],
  "pipeline.build.context": ["docker", CONNECTED],
  "pipeline.build.buildCommands": [["make assets"], CONNECTED],
  "pipeline.build.testCommands": [["make test"], CONNECTED],
  "pipeline.build.baseImages": [["docker-hub/library/ruby"], CONNECTED],
  "pipeline.build.computeType": ["large", CONNECTED],
  "pipeline.build.timeoutMinutes": [60, CONNECTED],
  "pipeline.before": ["migrate", WITH_TASK],
  "pipeline.after": ["migrate", WITH_TASK],
  "pipeline.approval": [false, COMMITTED],
};

const FROZEN = {
  ...COMMITTED,
  "delivery.freeze.winter": { from: "2026-12-18T18:00", until: "2027-01-04T08:00", timeZone: "UTC" },
};

/** What the pipelines of an environment have in common, and what each needs beside it. */
export const DELIVERY: Record<string, readonly [value: unknown, beside: Record<string, unknown>]> = {
  approval: [false, COMMITTED],
  "notifications.events": [["succeeded"], COMMITTED],
  "notifications.emails": [["release@example.net"], COMMITTED],
  "freeze.winter.from": ["2026-12-17T18:00", FROZEN],
  "freeze.winter.until": ["2027-01-05T08:00", FROZEN],
  "freeze.winter.timeZone": ["Asia/Tokyo", FROZEN],
};

const SHIFTED = { "services.app.deploy": { engine: "codedeploy", testPort: 8443, strategy: "canary" } };

function functionArn(name: string): string {
  return `arn:aws:lambda:us-west-2:111122223333:function:${name}`;
}

/** Options of how a new version replaces the old one, and what each needs beside it. */
export const DEPLOY: Record<string, readonly [value: unknown, beside: Record<string, unknown>]> = {
  "release.owner": ["pipeline", {}],
  "deploy.engine": ["codedeploy", {}],
  "deploy.strategy": ["linear", SHIFTED],
  "deploy.stepPercent": [20, SHIFTED],
  "deploy.stepMinutes": [2, SHIFTED],
  "deploy.bakeMinutes": [30, SHIFTED],
  "deploy.testPort": [9443, SHIFTED],
  "deploy.testFrom": [["203.0.113.0/28"], SHIFTED],
  "deploy.hooks.beforeTraffic": [functionArn("smoke"), SHIFTED],
  "deploy.hooks.afterTraffic": [functionArn("check"), SHIFTED],
};
