import { beforeAll, describe, expect, it } from "vitest";
import { provenance, provenanceCommand } from "../../cli/provenance";
import { loadRoot } from "../../config/load";
import { parseProvenance } from "../../review/provenance";
import { keyOfConstruct } from "../../stacks/construct-keys";
import { textOf } from "../audits/sources";
import { finished, teamstacks } from "../support/output";
import { temporaryRoot } from "../support/root";
import { REPOSITORY, stacksOf } from "../support/stacks";

type Written = ReturnType<typeof stacksOf>;
let stacks: Written;

beforeAll(() => {
  stacks = stacksOf(REPOSITORY);
});

describe("provenance", () => {
  it("says of every resource of every shipped stack which key of which line it is made from", () => {
    const loaded = loadRoot(REPOSITORY);
    for (const [stack, { json, environment }] of stacks) {
      const { sources, team, class: className, owners } = provenance(loaded, stack, json);
      expect({ stack, team, className }).toEqual({
        stack,
        team: environment.team,
        className: environment.class,
      });
      expect(owners).toEqual(environment.owners);
      const resources = Object.entries((json.resource ?? {}) as Record<string, object>);
      const addresses = resources.flatMap(([type, named]) =>
        Object.keys(named).map((name) => `${type}.${name}`),
      );
      expect(Object.keys(sources)).toEqual(expect.arrayContaining(addresses));
      for (const [address, source] of Object.entries(sources)) {
        const { file = "", line = 0, key = "", path } = source;
        expect(path, address).toBeTruthy();
        const text = textOf(file).split("\n")[line - 1];
        const last =
          key
            .split(".")
            .at(-1)
            ?.replace(/\[\d+\]$/, "") ?? "";
        expect(text, `${stack} ${address} ${key}`).toContain(last);
      }
    }
  });

  it("follows what an environment takes from another one", () => {
    const { sources } = provenance(
      loadRoot(REPOSITORY),
      "ghostly-rehearsal",
      stacks.get("ghostly-rehearsal")?.json ?? {},
    );
    const line = textOf("teams/ghostly.yaml").split("\n").indexOf("    files: {}") + 1;
    expect(sources["aws_efs_file_system.files_system"]).toEqual({
      path: "files/system",
      file: "teams/ghostly.yaml",
      line,
      key: "environments.production.files",
    });
    expect(sources["aws_vpc.network_vpc"]?.key).toBe("environments.rehearsal.network.ipv4Cidr");
    expect(sources["aws_wafv2_web_acl.ingress_waf_acl"]?.key).toBe("environments.rehearsal.ingress");
  });

  it("says less of a stack that no file has", () => {
    const resource = { aws_vpc: { a: { "//": { metadata: { path: "other/network/vpc" } } }, b: {} } };
    const { sources, team, owners } = provenance(loadRoot(temporaryRoot({})), "other", { resource });
    expect({ team, owners }).toEqual({ team: undefined, owners: [] });
    expect(sources).toEqual({ "aws_vpc.a": { path: "network/vpc" } });
  });

  it("is printed as the review reads it", () => {
    const stack = "ghostly-development";
    const synthesized = JSON.stringify(stacks.get(stack)?.json);
    const output = temporaryRoot({ [`stacks/${stack}/cdk.tf.json`]: synthesized });
    const { exitCode, stdout } = finished(() =>
      provenanceCommand({ root: REPOSITORY, stack, stacks: output }),
    );
    expect(exitCode).toBe(0);
    expect(parseProvenance(stdout)).toMatchObject({ stack, team: "ghostly", class: "development" });
    const refused = teamstacks("provenance", "nobody", "--stacks", output);
    expect(refused).toMatchObject({ exitCode: 1, stdout: "", stderr: expect.stringContaining(stack) });
  });
});

describe("the key of a construct", () => {
  it.each([
    ["network/nat/us-west-2a", "network.nat"],
    ["network/other", "network"],
    ["ingress/waf/allow", "ingress.allow"],
    ["ingress/waf/acl", "ingress.waf"],
    ["database_rotation/machine", "database.passwordRotationDays"],
    ["service/blog/logs/group", "services.blog.logRetentionDays"],
    ["service/blog/fargate/service", "services.blog"],
    ["alarms/topic", "notifications"],
    ["unheard-of", "unheard-of"],
  ])("%s is %s", (path, key) => {
    expect(keyOfConstruct(path.split("/")).join(".")).toBe(key);
  });
});
