import { describe, expect, it } from "vitest";
import { platformJsonSchema } from "../../../config/json-schema";
import { QUOTA_NAMES, QUOTAS } from "../../../config/quotas";
import { validate } from "../../../config/validate";
import { complaints, PLATFORM } from "../../support/config";
import { temporaryRoot } from "../../support/root";

/** Environments of class staging: a VPC and flow logs each, and what `more` says. */
function team(name: string, count: number, more = ""): string {
  const environments = Array.from(
    { length: count },
    (_, index) => `  e${index}:
    class: staging
    account: "444455556666"
    region: us-west-2
    network: { ipv4Cidr: 10.${name.length * 20 + index}.0.0/16, availabilityZones: [us-west-2a, us-west-2b], nat: none, placement: public }
${more.replaceAll("HOST", `${name}-e${index}`)}`,
  );
  return `team: ${name}\nowners: [web]\nenvironments:\n${environments.join("")}`;
}

function checked(teams: Readonly<Record<string, string>>, quotas = "") {
  const platform = PLATFORM.replace("name: sandbox,", `name: sandbox,${quotas && ` quotas: { ${quotas} },`}`);
  const files = Object.entries(teams).map(([name, text]) => [`teams/${name}.yaml`, text] as const);
  return complaints(validate(temporaryRoot({ "platform.yaml": platform, ...Object.fromEntries(files) })));
}

const natted = (text: string, nat: string) =>
  text.replaceAll("nat: none, placement: public", `nat: ${nat}, placement: private`);
const INGRESS =
  '    ingress: { domain: HOST.example.net, zone: example.net, allow: [203.0.113.0/24, "2001:db8:42::/48"] }\n';

describe("quotas", () => {
  it("accept as many environments as AWS allows", () => {
    expect(checked({ a: team("a", 3), bb: team("bb", 2) })).toEqual([]);
  });

  it("refuse more, over all teams, and name the environments and the fix", () => {
    expect(checked({ a: team("a", 3), bb: team("bb", 4) })).toEqual([
      "platform.yaml:4:3 accounts.444455556666.quotas.vpcs: allows 5 VPCs in us-west-2 of account sandbox, and there would be 7: a-e0, a-e1, a-e2, bb-e0, bb-e1 and 2 more. Have AWS raise the quota and write `vpcs: 7` under `quotas:` of the account, or use another account.",
    ]);
  });

  it("accept what the platform file allows", () => {
    expect(checked({ a: team("a", 7) }, "vpcs: 7")).toEqual([]);
  });

  it("refuse more than the platform file allows, at the number", () => {
    const [line] = checked({ a: team("a", 3) }, "vpcs: 2");
    expect(line).toMatch(
      /^platform\.yaml:4:52 accounts\.444455556666\.quotas\.vpcs: allows 2 VPCs .* would be 3: a-e0, a-e1, a-e2\. /,
    );
  });

  it("count each region and account by itself", () => {
    const elsewhere = team("bb", 4).replaceAll("444455556666", "111122223333");
    expect(checked({ a: team("a", 4), bb: elsewhere })).toEqual([]);
    const abroad = elsewhere.replaceAll("us-west-2", "eu-west-1");
    const home = team("ccc", 4).replaceAll("444455556666", "111122223333");
    expect(checked({ bb: abroad, ccc: home })).toEqual([]);
  });

  it("refuse too many Elastic IP addresses, the greatest takers first", () => {
    const one = natted(team("a", 1), "single");
    const lines = checked({ a: one, bb: natted(team("bb", 3), "per-az") });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain("elasticIps: allows 5 Elastic IP addresses");
    expect(lines[0]).toContain("would be 7: bb-e0 (2), bb-e1 (2), bb-e2 (2), a-e0. ");
  });

  it("refuse too many NAT gateways in one zone", () => {
    const lines = checked({ a: natted(team("a", 6), "single") }, "vpcs: 9, elasticIps: 9");
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain("natGateways: allows 5 NAT gateways in us-west-2a of account sandbox");
  });

  it("refuse more web ACL logs than an account has policies for, which AWS does not raise", () => {
    const lines = checked({ a: team("a", 11, INGRESS) }, "vpcs: 20");
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(
      /logResourcePolicies: allows 10 .* 11: .* AWS does not raise this quota: move environments to another account or region\.$/,
    );
  });

  it("refuse a number that AWS would not allow", () => {
    expect(checked({ a: team("a", 1) }, "logResourcePolicies: 11")[0]).toContain("is above 10");
  });

  it("refuse too many IAM roles in an account", () => {
    const services = "    services: { app: { image: example/app:1.0.0 } }\n";
    const lines = checked({ a: team("a", 2, services) }, "iamRoles: 5");
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(
      "iamRoles: allows 5 IAM roles in account sandbox, and there would be 6: a-e0 (3), a-e1 (3). ",
    );
  });

  it("say nothing of an account that the platform does not have", () => {
    const lines = checked({ a: team("a", 7).replaceAll("444455556666", "999999999999") });
    expect(lines.every((line) => line.includes("is not an account of platform.yaml"))).toBe(true);
  });

  it("are in the schema with the number of a new account", () => {
    const text = JSON.stringify(platformJsonSchema());
    for (const name of QUOTA_NAMES) {
      expect(text).toContain(`"${name}"`);
      expect(text).toContain(`${QUOTAS[name].noun} in`);
    }
  });
});
