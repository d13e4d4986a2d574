import { formatProblem } from "../../config/problem";
import { type Validated, validate } from "../../config/validate";
import { temporaryRoot } from "./root";

/** A platform file that allows what the tests need. */
export const PLATFORM = `organization: example
accounts:
  "111122223333": { name: production }
  "444455556666": { name: sandbox, classes: [staging, development], regions: [us-west-2] }
zones:
  example.net: Z0123456789ABCDEFGHIJ
`;

/** A team file with one stateless service and nothing wrong. */
export const TEAM = `team: festa
owners: [web-platform]
environments:
  production:
    class: production
    account: "111122223333"
    region: us-west-2
    network:
      ipv4Cidr: 10.20.0.0/16
      availabilityZones: [us-west-2a, us-west-2b]
    ingress:
      domain: festa.example.net
      zone: example.net
      allow: [203.0.113.0/24, "2001:db8:42::/48"]
    database: {}
    files: {}
    services:
      app:
        image: example/app:1.0.0
        port: 8080
`;

/** Validates one team file (`teams/festa.yaml`) below a platform file. */
export function validated(team: string, platform = PLATFORM): Validated {
  return validate(temporaryRoot({ "platform.yaml": platform, "teams/festa.yaml": team }));
}

/** The team file with `from` replaced, which must be in it. */
export function changed(from: string, to: string, team = TEAM): string {
  if (!team.includes(from)) throw new Error(`The team file has no ${JSON.stringify(from)}.`);
  return team.replace(from, () => to);
}

/** The team file with a key added to its service. */
export function withService(lines: string): string {
  return `${TEAM}${indented(lines, 8)}`;
}

/** The team file with a key added to its environment. */
export function withEnvironment(lines: string, team = TEAM): string {
  return changed("    database: {}\n", `    database: {}\n${indented(lines, 4)}`, team);
}

/** Problems as a person sees them, warnings with the word in front. */
export function complaints({ problems }: Validated): string[] {
  return problems.map((one) => `${one.severity === "warning" ? "warning " : ""}${formatProblem(one)}`);
}

function indented(lines: string, by: number): string {
  return lines
    .split("\n")
    .map((line) => `${" ".repeat(by)}${line}\n`)
    .join("");
}
