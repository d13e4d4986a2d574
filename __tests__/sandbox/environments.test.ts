import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { parseDocument } from "yaml";
import { Sandbox } from "../../cli/sandbox/sandbox";
import { loadEnvironments } from "../../config/validate";
import { synthesize } from "../../stacks/synthesize";
import { requireTool } from "../support/terraform";

const REPOSITORY = join(__dirname, "../..");
const directory = mkdtempSync(join(tmpdir(), "teamstacks-sandbox-"));

afterAll(() => rmSync(directory, { recursive: true }));

/** A change of a team file: the value at each path of keys. */
type Change = readonly (readonly [path: readonly string[], value: unknown])[];

interface Shape {
  readonly team: string;
  readonly environment: string;
  readonly change: Change;
}

const SHAPES: readonly Shape[] = [
  {
    team: "ghostly",
    environment: "production",
    change: [
      [
        ["ingress", "allow"],
        ["203.0.113.0/24", "198.51.100.7/32", "2001:db8:42::/48"],
      ],
      [["database", "maxCapacityAcu"], 16],
      [["database", "passwordRotationDays"], 45],
      [["files", "infrequentAccessAfterDays"], 90],
      [
        ["notifications", "emails"],
        ["web-platform@example.net", "night@example.net"],
      ],
      [["services", "blog", "image"], "ghost:6.78.0-alpine"],
      [["services", "status"], { image: "example/status:1.0.0", port: 8080, paths: ["/status"] }],
      [["tags", "cost-center"], "status"],
    ],
  },
  {
    team: "ghostly",
    environment: "development",
    change: [
      [["database", "backupRetentionDays"], 3],
      [["services", "blog", "cpu"], 512],
      [["services", "blog", "memoryMiB"], 2048],
      [["services", "blog", "exec"], true],
      [["tags", "cost-center"], "themes"],
    ],
  },
  {
    team: "demo",
    environment: "production",
    change: [
      [["cluster", "image"], "2023.0.20261113"],
      [["cluster", "onDemandPercent"], 50],
      [["cluster", "schedules", "after-work", "minInstances"], 3],
      [["services", "other", "desiredCount"], 3],
      [["tags", "cost-center"], "crowd"],
    ],
  },
  {
    team: "kitchen",
    environment: "production",
    change: [
      [
        ["services", "wiki", "front", "allow"],
        ["203.0.113.0/25", "2001:db8:42::/48"],
      ],
      [["services", "wiki", "stickiness", "seconds"], 3600],
      [
        ["services", "wiki-next", "headers", "X-Wiki"],
        ["next", "3"],
      ],
      [["services", "index-pages", "schedule", "cron"], "45 2 * * *"],
      [["services", "index-pages", "schedule", "enabled"], false],
    ],
  },
  {
    team: "railsway",
    environment: "production",
    change: [
      [["database", "users", "app", "rotationDays"], 14],
      [["services", "worker", "image"], "111122223333.dkr.ecr.us-east-2.amazonaws.com/rails:2026.11.4"],
      [["services", "web", "scaling", "maxTasks"], 30],
      [["services", "nightly", "schedule", "flexibleMinutes"], 15],
      [["assets", "keepVersionsDays"], 60],
    ],
  },
  {
    team: "saas",
    environment: "production",
    change: [
      [["services", "portal", "scaling", "cpuPercent"], 50],
      [["services", "portal", "scaling", "schedules", "evening", "minTasks"], 3],
      [["services", "search", "slowStartSeconds"], 90],
      [["services", "mailer"], { like: "notifications", calls: ["accounts"] }],
      [
        ["services", "contracts", "calls"],
        ["accounts", "documents", "notifications", "search"],
      ],
    ],
  },
];

describe.concurrent("an environment in the emulator", () => {
  for (const shape of SHAPES) {
    const stack = `${shape.team}-${shape.environment}`;
    test(`${stack} is deployed, changed and destroyed, each time as planned`, async (context) => {
      requireTool(context, "sandbox");
      const root = copyOfRoot(shape);
      const sandbox = new Sandbox(stack, {
        output: join(root, "out"),
        directory: join(root, ".sandbox"),
        zones: await synthesizeShape(root, stack),
        detached: false,
      });
      try {
        await sandbox.up();
        context.expect(await sandbox.plan()).toEqual([]);

        edit(root, shape);
        await synthesizeShape(root, stack);
        context.expect(await sandbox.plan()).not.toEqual([]);
        await sandbox.up();
        context.expect(await sandbox.plan()).toEqual([]);

        context.expect((await sandbox.down()).left).toEqual({});
      } finally {
        await sandbox.abandon();
      }
    });
  }
});

/** A root of its own with the platform file and one team file of the repository. */
function copyOfRoot({ team, environment }: Shape): string {
  const root = join(directory, `${team}-${environment}`);
  mkdirSync(join(root, "teams"), { recursive: true });
  for (const file of ["platform.yaml", `teams/${team}.yaml`]) {
    cpSync(join(REPOSITORY, file), join(root, file));
  }
  return root;
}

function edit(root: string, { team, environment, change }: Shape): void {
  const path = join(root, "teams", `${team}.yaml`);
  const document = parseDocument(readFileSync(path, "utf8"));
  for (const [keys, value] of change) {
    document.setIn(["environments", environment, ...keys], document.createNode(value));
  }
  writeFileSync(path, document.toString());
}

/** Synthesizes one stack into `out`, and returns the zones of its account. */
async function synthesizeShape(root: string, stack: string): Promise<Record<string, string>> {
  const { environments } = loadEnvironments(root, { only: [stack] });
  expect(environments.map((environment) => environment.stack)).toEqual([stack]);
  await synthesize(environments, { root, out: join(root, "out") });
  const zones = environments.flatMap(({ ingress }) => (ingress === undefined ? [] : [ingress.zone]));
  return Object.fromEntries(zones.map(({ name, id }) => [name, id]));
}
