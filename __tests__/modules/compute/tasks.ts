import type { Container, Logging, Task } from "../../../modules/compute";

export const CLOUDWATCH: Logging = {
  driver: "cloudwatch",
  group: "/teamstacks/team-test/blog",
  region: "us-west-2",
  streamPrefix: "blog",
};

/** A container with nothing but what every container has. */
export function container(over: Partial<Container> = {}): Container {
  return {
    name: "blog",
    image: "ghost:6.77.0-alpine",
    cpu: 1024,
    memoryMiB: 2048,
    essential: true,
    environment: {},
    secrets: {},
    mounts: [],
    logging: CLOUDWATCH,
    ...over,
  };
}

/** A task of the given containers and no volumes. */
export function task(...containers: readonly Container[]): Task {
  return { containers, volumes: [] };
}

/** Ghost as its preset makes it: a mount, secrets, a health check. */
export const GHOST: Task = {
  containers: [
    container({
      user: "1000:1000",
      port: 2368,
      environment: { url: "https://blog.example.net", database__client: "mysql" },
      secrets: {
        database__connection__password:
          "arn:aws:secretsmanager:us-west-2:111122223333:secret:team-test/database-AbCdEf:password::",
      },
      healthCheck: {
        command: ["CMD", "node", "-e", "process.exit(0)"],
        intervalSeconds: 30,
        timeoutSeconds: 5,
        retries: 3,
        startPeriodSeconds: 300,
      },
      mounts: [{ volume: "content", path: "/var/lib/ghost/content", readOnly: false }],
      stopTimeoutSeconds: 90,
    }),
  ],
  volumes: [{ kind: "files", name: "content", fileSystemId: "fs-12345678", accessPointId: "fsap-12345678" }],
};
