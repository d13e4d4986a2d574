import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";

/** Size of a fleet: `teams` × 4 environments of about 100 resources each. */
export interface FleetSize {
  readonly teams: number;
}

const ENVIRONMENTS = ["production", "staging", "rehearsal", "development"] as const;
const REGION = "us-west-2";

/** Writes `platform.yaml` and the team files of a generated fleet; every team has an account of its own. */
export function writeFleet(root: string, { teams }: FleetSize): void {
  mkdirSync(join(root, "teams"), { recursive: true });
  const names = Array.from({ length: teams }, (_, index) => `team${String(index).padStart(4, "0")}`);
  const accounts = names.map((name, index) => [accountOf(index), { name }]);
  writeFileSync(
    join(root, "platform.yaml"),
    stringify({
      organization: "example",
      accounts: Object.fromEntries(accounts),
      zones: { "example.net": "Z0123456789ABCDEFGHIJ" },
    }),
  );
  for (const [index, name] of names.entries()) {
    writeFileSync(join(root, "teams", `${name}.yaml`), stringify(team(name, index)));
  }
}

/** The team file of one team, with its image's tag. */
export function team(name: string, index: number, tag = "6.77.0-alpine"): object {
  return {
    team: name,
    owners: [name],
    environments: Object.fromEntries(
      ENVIRONMENTS.map((environment, at) => [environment, environmentOf(name, index, environment, at, tag)]),
    ),
  };
}

function environmentOf(name: string, index: number, environment: string, at: number, tag: string): object {
  const account = accountOf(index);
  return {
    class: environment === "rehearsal" ? "staging" : environment,
    account,
    region: REGION,
    network: { ipv4Cidr: `10.${at}.0.0/16`, availabilityZones: [`${REGION}a`, `${REGION}b`] },
    ingress: {
      domain: `${name}-${environment}.example.net`,
      zone: "example.net",
      allow: ["203.0.113.0/24", "2001:db8:42::/48"],
    },
    database: {},
    files: {},
    datadog: {
      site: "datadoghq.com",
      apiKeySecret: `arn:aws:secretsmanager:${REGION}:${account}:secret:datadog-a1B2c3`,
    },
    services: { blog: { preset: "ghost", image: `ghost:${tag}`, mail: { from: "blog@example.net" } } },
  };
}

function accountOf(index: number): string {
  return String(100_000_000_000 + index);
}
