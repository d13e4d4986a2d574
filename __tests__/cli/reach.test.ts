import { describe, expect, it } from "vitest";
import { reachCommand } from "../../cli/reach";
import { PLATFORM, TEAM } from "../support/config";
import { finished } from "../support/output";
import { temporaryRoot } from "../support/root";

const told = (stack: string, json: boolean, team = TEAM) => {
  const root = temporaryRoot({ "platform.yaml": PLATFORM, "teams/festa.yaml": team });
  return finished(() => reachCommand({ root, stack, json }));
};

describe("teamstacks reach", () => {
  it("prints a table for each service, with a way and the rules for each thing", () => {
    const { exitCode, stdout } = told("festa-production", false);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^app\n {2}WHAT +FOR +TO +IPV4 +IPV6 +RULES\n/);
    const line = (what: string) => stdout.split("\n").find((one) => one.startsWith(`  ${what}`));
    expect(line("image")).toMatch(
      /^ {2}image example\/app:1\.0\.0 +app +registry-1\.docker\.io +NAT gateway +egress-only gateway +app: egress to everywhere, TCP 443$/,
    );
    expect(line("logs")).toMatch(/NAT gateway +none: its usual name has IPv4 addresses only/);
    expect(line("database")).toMatch(
      /inside the VPC +inside the VPC +app: egress to database, TCP 3306; database: ingress from app, TCP 3306$/,
    );
  });

  it("prints the same as JSON", () => {
    const { stdout } = told("festa-production", true);
    const { stack, reach } = JSON.parse(stdout);
    expect(stack).toBe("festa-production");
    expect(reach).toContainEqual({
      owner: "app",
      containers: ["app"],
      what: "logs",
      kind: "logs",
      to: "logs in us-west-2",
      port: "443",
      ipv4: "NAT gateway",
      ipv6: "none: its usual name has IPv4 addresses only",
      rules: ["app: egress to everywhere, TCP 443"],
    });
  });

  it("puts containers that reach the same into one row", () => {
    const sidecar = "        sidecars: { cache: { image: redis:8.4.0, cpu: 64, memoryMiB: 128 } }\n";
    const { reach } = JSON.parse(told("festa-production", true, `${TEAM}${sidecar}`).stdout);
    const logs = reach.filter(({ kind }: { kind: string }) => kind === "logs");
    expect(logs.map(({ containers }: { containers: string[] }) => containers)).toEqual([["app", "cache"]]);
  });

  it("fails for a stack that nobody has written", () => {
    const { exitCode, stdout, stderr } = told("nobody", false);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toBe('There is no stack "nobody". There are: festa-production.\n');
  });

  it("fails with the missing piece where something cannot be reached", () => {
    const { exitCode, stderr } = told("festa-production", false, `${TEAM}        egressPorts: [8443]\n`);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("services.app.egressPorts: do not include 443");
  });
});
