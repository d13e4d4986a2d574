import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fargateContainerDefinitions, type Task } from "../../../modules/compute";
import { container, GHOST, task } from "./tasks";

function rendered(of: Task) {
  return JSON.parse(fargateContainerDefinitions(of));
}

const AWSLOGS = {
  logDriver: "awslogs",
  options: {
    "awslogs-group": "/teamstacks/team-test/blog",
    "awslogs-region": "us-west-2",
    "awslogs-stream-prefix": "blog",
    mode: "non-blocking",
    "max-buffer-size": "25m",
  },
};

describe("fargateContainerDefinitions", () => {
  it("renders Ghost", () => {
    expect(rendered(GHOST)).toEqual([
      {
        name: "blog",
        image: "ghost:6.77.0-alpine",
        cpu: 1024,
        memory: 2048,
        essential: true,
        user: "1000:1000",
        portMappings: [{ containerPort: 2368, protocol: "tcp" }],
        environment: [
          { name: "database__client", value: "mysql" },
          { name: "url", value: "https://blog.example.net" },
        ],
        secrets: [
          {
            name: "database__connection__password",
            valueFrom:
              "arn:aws:secretsmanager:us-west-2:111122223333:secret:team-test/database-AbCdEf:password::",
          },
        ],
        healthCheck: {
          command: ["CMD", "node", "-e", "process.exit(0)"],
          interval: 30,
          timeout: 5,
          retries: 3,
          startPeriod: 300,
        },
        mountPoints: [{ sourceVolume: "content", containerPath: "/var/lib/ghost/content", readOnly: false }],
        stopTimeout: 90,
        logConfiguration: AWSLOGS,
      },
    ]);
  });

  it("renders how the process of a container runs", () => {
    const [definition] = rendered(
      task(
        container({
          initProcess: true,
          tmpfs: [{ path: "/tmp", sizeMiB: 64 }],
          ulimits: { nproc: { soft: 1, hard: 2 }, nofile: { soft: 1024, hard: 4096 } },
          dependsOn: { setup: "success", proxy: "healthy" },
        }),
      ),
    );
    expect(definition).toMatchObject({
      linuxParameters: { initProcessEnabled: true, tmpfs: [{ containerPath: "/tmp", size: 64 }] },
      ulimits: [
        { name: "nofile", softLimit: 1024, hardLimit: 4096 },
        { name: "nproc", softLimit: 1, hardLimit: 2 },
      ],
      dependsOn: [
        { containerName: "proxy", condition: "HEALTHY" },
        { containerName: "setup", condition: "SUCCESS" },
      ],
    });
  });

  it("renders nothing that has no value", () => {
    expect(Object.keys(rendered(task(container()))[0])).toEqual([
      "name",
      "image",
      "cpu",
      "memory",
      "essential",
      "logConfiguration",
    ]);
  });

  it("leaves out what is empty or off, which ECS would drop", () => {
    const bare = container({ command: [], entryPoint: [], labels: {} });
    const off = { ...bare, readonlyRootFilesystem: false, initProcess: false };
    expect(rendered(task(off))).toEqual(rendered(task(container())));
  });

  it("renders what a container can have besides", () => {
    const full = container({
      command: ["run"],
      entryPoint: ["/entry"],
      readonlyRootFilesystem: true,
      initProcess: true,
      restart: { attemptPeriodSeconds: 60 },
      labels: { b: "2", a: "1" },
      logging: {
        driver: "firelens",
        options: { Name: "datadog", Host: "example.net" },
        secretOptions: { apikey: "arn:aws:ssm:us-west-2:111122223333:parameter/key" },
      },
    });
    const router = container({
      name: "router",
      logRouter: { ecsLogMetadata: true, configFile: "/own.conf" },
    });
    const [app, log] = rendered(task(full, router));
    expect(app).toMatchObject({
      command: ["run"],
      entryPoint: ["/entry"],
      readonlyRootFilesystem: true,
      linuxParameters: { initProcessEnabled: true },
      restartPolicy: { enabled: true, restartAttemptPeriod: 60 },
      dockerLabels: { a: "1", b: "2" },
      logConfiguration: {
        logDriver: "awsfirelens",
        options: { Host: "example.net", Name: "datadog" },
        secretOptions: [{ name: "apikey", valueFrom: "arn:aws:ssm:us-west-2:111122223333:parameter/key" }],
      },
    });
    expect(log.firelensConfiguration).toEqual({
      type: "fluentbit",
      options: {
        "enable-ecs-log-metadata": "true",
        "config-file-type": "file",
        "config-file-value": "/own.conf",
      },
    });
  });

  it("gives the same text whatever the order of variables, secrets and labels", () => {
    const record = fc.dictionary(fc.string({ minLength: 1 }), fc.string());
    fc.assert(
      fc.property(record, (words) => {
        const reversed = Object.fromEntries(Object.entries(words).reverse());
        const of = (it: Record<string, string>) =>
          fargateContainerDefinitions(task(container({ environment: it, secrets: it, labels: it })));
        expect(of(reversed)).toBe(of(words));
      }),
    );
  });
});
