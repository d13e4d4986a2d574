import { describe, expect, it } from "vitest";
import { validate } from "../../../config/validate";
import { changed, complaints, PLATFORM, TEAM, validated } from "../../support/config";
import { temporaryRoot } from "../../support/root";

const place = "teams/festa.yaml";
const heir = (lines: string) =>
  `${TEAM}  rehearsal:\n    extends: production\n${lines
    .split("\n")
    .map((line) => `    ${line}\n`)
    .join("")}`;

function fleet(teams: Readonly<Record<string, string>>) {
  const files = Object.entries(teams).map(([name, text]) => [`teams/${name}.yaml`, text] as const);
  return validate(temporaryRoot({ "platform.yaml": PLATFORM, ...Object.fromEntries(files) }));
}

describe("environments that share an account and region", () => {
  it("accept blocks side by side, and the same block in another account or region", () => {
    const domain = "ingress: { domain: r.example.net }";
    expect(complaints(validated(heir(`network: { ipv4Cidr: 10.21.0.0/16 }\n${domain}`)))).toEqual([]);
    expect(complaints(validated(heir(`class: staging\naccount: "444455556666"\n${domain}`)))).toEqual([]);
    const zones = "network: { availabilityZones: [eu-west-1a, eu-west-1b] }";
    expect(complaints(validated(heir(`region: eu-west-1\n${zones}\n${domain}`)))).toEqual([]);
  });

  it("refuse an inherited block and host name, at the heir", () => {
    expect(complaints(validated(heir("protect: false")))).toEqual([
      `${place}:21:3 environments.rehearsal.ingress.domain: is already a host name of festa-production (${place}:12); got "festa.example.net". Give this environment a name of its own.`,
      `${place}:21:3 environments.rehearsal.network.ipv4Cidr: overlaps 10.20.0.0/16 of festa-production (${place}:9) in account 111122223333, us-west-2; got "10.20.0.0/16". Give each environment a block of its own.`,
    ]);
  });

  it("refuse overlaps between teams, naming both sides", () => {
    const other = changed("team: festa", "team: other")
      .replace("festa.example", "other.example")
      .replace("10.20.0.0/16", "10.20.64.0/20");
    expect(complaints(fleet({ festa: TEAM, other }))).toEqual([
      `${place}:9:17 environments.production.network.ipv4Cidr: overlaps 10.20.64.0/20 of other-production (teams/other.yaml:9) in account 111122223333, us-west-2; got "10.20.0.0/16". Give each environment a block of its own.`,
      `teams/other.yaml:9:17 environments.production.network.ipv4Cidr: overlaps 10.20.0.0/16 of festa-production (${place}:9) in account 111122223333, us-west-2; got "10.20.64.0/20". Give each environment a block of its own.`,
    ]);
  });

  it("refuse a host name of another team", () => {
    const other = changed("team: festa", "team: other").replace("10.20.0.0/16", "10.30.0.0/16");
    expect(complaints(fleet({ festa: TEAM, other }))).toEqual([
      `teams/other.yaml:12:15 environments.production.ingress.domain: is already a host name of festa-production (${place}:12); got "festa.example.net". Give this environment a name of its own.`,
    ]);
  });
});

describe("host names of services", () => {
  const other = changed("team: festa", "team: other").replace("10.20.0.0/16", "10.30.0.0/16");
  const withHost = (text: string, host: string) => `${text}        hosts: [${host}]\n`;

  it("accept a name of their own", () => {
    const mine = withHost(TEAM, "shop.example.net");
    const theirs = withHost(other.replace("festa.example", "other.example"), "api.example.net");
    expect(complaints(fleet({ festa: mine, other: theirs }))).toEqual([]);
  });

  it("refuse one that a service of another team has, naming both", () => {
    const mine = withHost(TEAM, "shop.example.net");
    const theirs = withHost(other.replace("festa.example", "other.example"), "shop.example.net");
    expect(complaints(fleet({ festa: mine, other: theirs }))).toEqual([
      `teams/other.yaml:21:17 environments.production.services.app.hosts[0]: is already a host name of festa-production (${place}:21); got "shop.example.net". Give this environment a name of its own.`,
    ]);
  });

  it("refuse one that is the domain of another team", () => {
    const theirs = withHost(other.replace("festa.example", "other.example"), "festa.example.net");
    expect(complaints(fleet({ festa: TEAM, other: theirs }))).toEqual([
      `teams/other.yaml:21:17 environments.production.services.app.hosts[0]: is already a host name of festa-production (${place}:12); got "festa.example.net". Give this environment a name of its own.`,
    ]);
  });
});

describe("stack names", () => {
  it("refuses two environments with one stack name", () => {
    const one = TEAM.replace("team: festa", "team: a").replace("  production:", "  b-c:");
    const two = TEAM.replace("team: festa", "team: a-b")
      .replace("  production:", "  c:")
      .replace("10.20", "10.30")
      .replace("festa.example", "x.example");
    expect(complaints(fleet({ a: one, "a-b": two }))).toEqual([
      "teams/a.yaml:4:3 environments.b-c: gives the stack the name a-b-c, which teams/a-b.yaml:4 has already. Rename the environment.",
    ]);
  });

  it.each(["aws", "internal", "platform"])("refuses the team name %s", (name) => {
    expect(complaints(fleet({ [name]: changed("team: festa", `team: ${name}`) }))).toEqual([
      `teams/${name}.yaml:4:3 environments.production: gives the stack the name ${name}-production, and names that start with ${name} are reserved. Choose another team name.`,
    ]);
  });
});

describe("accounts", () => {
  it("refuses an account that the platform does not have", () => {
    expect(complaints(validated(changed("111122223333", "999922223333")))).toEqual([
      `${place}:6:14 environments.production.account: is not an account of platform.yaml; got "999922223333". The accounts of platform.yaml are: "111122223333" (production), "444455556666" (sandbox).`,
    ]);
  });

  it("refuses a class or region that the account is not for", () => {
    const text = changed("us-west-2b", "us-west-1c").replaceAll("us-west-2", "us-west-1");
    expect(complaints(validated(changed("111122223333", "444455556666", text)))).toEqual([
      `${place}:6:14 environments.production.account: is account sandbox, which is not for class production; got "444455556666". It is for: staging, development.`,
      `${place}:7:13 environments.production.region: is not a region of account sandbox; got "us-west-1". Its regions are: us-west-2.`,
    ]);
  });

  it("refuses regions that do not exist in the platform file", () => {
    const platform = `${PLATFORM.replace("regions: [us-west-2]", "regions: [us-west-9]")}state: { backend: s3, bucket: a-state, region: tokyo }\n`;
    expect(complaints(validated(TEAM, platform)).map((line) => line.split(".")[0])).toEqual([
      "platform",
      "platform",
    ]);
  });
});

describe("tags", () => {
  const required = `${PLATFORM}requiredTags: [cost-center]\n`;
  const tagged = (tags: string) => changed("    files: {}\n", `    files: {}\n    tags: ${tags}\n`);

  it("accepts an environment with the tags asked for, wherever they stand", () => {
    expect(complaints(validated(tagged("{ cost-center: blog }"), required))).toEqual([]);
    expect(complaints(validated(TEAM, `${required}tags: { cost-center: platform }\n`))).toEqual([]);
  });

  it("refuses one without", () => {
    expect(complaints(validated(TEAM, required))).toEqual([
      `${place}:4:3 environments.production.tags.cost-center: is missing, and platform.yaml asks for it. Write \`cost-center:\` under \`tags:\`.`,
    ]);
  });

  it("refuses keys that are set already or differ only in case", () => {
    expect(complaints(validated(tagged("{ Team: x, a: x, A: x }")))).toEqual([
      `${place}:17:19 environments.production.tags.Team: is the tag team, which is set for you. Remove it, or choose another key.`,
      `${place}:17:31 environments.production.tags.A: differs from a only in case. Remove it, or choose another key.`,
    ]);
  });

  it("refuses more tags than AWS takes", () => {
    const tags = Array.from({ length: 41 }, (_, index) => `t${index}: x`).join(", ");
    expect(complaints(validated(tagged(`{ ${tags} }`)))).toEqual([
      `${place}:17:5 environments.production.tags: are more than 40. AWS allows 50 tags on a resource.`,
    ]);
  });

  it("refuses a tag key of AWS's own", () => {
    expect(complaints(validated(tagged('{ "aws:x": y }')))[0]).toMatch(/17:13 .*: is not a tag key\.$/);
  });
});

describe("500 environments", () => {
  it("are checked together", () => {
    const numbers = Array.from({ length: 100 }, (_, index) => String(100_000_000_000 + index));
    const accounts = numbers.map(
      (number) => `  "${number}": { name: a${number}, quotas: { elasticIps: 10 } }\n`,
    );
    const platform = PLATFORM.replace("zones:", `${accounts.join("")}zones:`);
    const teams = Object.fromEntries(
      Array.from({ length: 500 }, (_, index) => {
        const text = TEAM.replace("team: festa", `team: t${index}`)
          .replace("111122223333", String(numbers[index % 100]))
          .replace("10.20.0.0/16", `10.${index >> 3}.${(index & 7) * 32}.0/19`)
          .replace("festa.example", `t${index}.example`);
        return [`teams/t${index}.yaml`, text] as const;
      }),
    );
    const { environments, problems } = validate(temporaryRoot({ "platform.yaml": platform, ...teams }));
    expect(problems).toEqual([]);
    expect(environments).toHaveLength(500);
  });
});
