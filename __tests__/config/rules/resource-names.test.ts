import { describe, expect, it } from "vitest";
import { nameClaims } from "../../../config/resource-names";
import { validate } from "../../../config/validate";
import { changed, complaints, PLATFORM, TEAM, validated } from "../../support/config";
import { temporaryRoot } from "../../support/root";

/** A team file with one environment and one service. */
function team(name: string, environment: string, service: string, block: string): string {
  return TEAM.replace("team: festa", `team: ${name}`)
    .replace("  production:\n", `  ${environment}:\n`)
    .replace("      app:\n", `      ${service}:\n`)
    .replace("10.20.0.0", block)
    .replace("festa.example", `${name}-${environment}.example`);
}

function checked(files: Readonly<Record<string, string>>) {
  const texts = Object.entries(files).map(([name, text]) => [`teams/${name}.yaml`, text] as const);
  return validate(temporaryRoot({ "platform.yaml": PLATFORM, ...Object.fromEntries(texts) }));
}

describe("names that AWS gives away once", () => {
  it("accept two stacks of which one begins like the other", () => {
    const files = {
      shop: team("shop", "prod", "api", "10.20.0.0"),
      "shop-prod": team("shop-prod", "eu", "api", "10.21.0.0"),
    };
    expect(complaints(checked(files))).toEqual([]);
  });

  it("refuse two stacks whose services get one name, naming both", () => {
    const files = {
      shop: team("shop", "prod", "eu-api", "10.20.0.0"),
      "shop-prod": team("shop-prod", "eu", "api", "10.21.0.0"),
    };
    expect(complaints(checked(files))).toEqual([
      'teams/shop.yaml:18:7 environments.prod.services.eu-api: would name its IAM role "shop-prod-eu-api-execution", which shop-prod-eu has already (teams/shop-prod.yaml:18). Rename the environment or the service.',
    ]);
  });

  it("accept the same in two accounts", () => {
    const abroad = team("shop-prod", "eu", "api", "10.21.0.0")
      .replace("111122223333", "444455556666")
      .replace("class: production", "class: staging");
    const files = { shop: team("shop", "prod", "eu-api", "10.20.0.0"), "shop-prod": abroad };
    expect(complaints(checked(files))).toEqual([]);
  });

  it("stay different when they are cut", () => {
    const long = "a".repeat(24);
    const names = Array.from({ length: 40 }, (_, index) => {
      const service = `${"s".repeat(21)}${String(index).padStart(3, "0")}`;
      const { environments } = checked({
        [long]: team(long, "e".repeat(24), service, "10.20.0.0").replace(
          /domain: .*/,
          "domain: x.example.net",
        ),
      });
      return environments?.flatMap((environment) => nameClaims(environment)) ?? [];
    }).flat();
    const unique = new Set(
      names.filter(({ path }) => path[0] === "services").map(({ kind, name }) => `${kind} ${name}`),
    );
    expect(unique.size).toBe(40 * 3);
    expect(names.every(({ kind, name }) => name.length <= (kind === "IAM role" ? 64 : 128))).toBe(true);
  });
});

describe("names of services", () => {
  it.each(["database", "files", "load-balancer"])("refuses %s where the environment has one", (name) => {
    expect(complaints(validated(changed("      app:\n", `      ${name}:\n`)))).toEqual([
      `teams/festa.yaml:18:7 environments.production.services.${name}: is also the name of a part of the environment, and AWS would get two security groups of it. Choose another name.`,
    ]);
  });

  it("accepts it where the environment has none", () => {
    const text = changed("      app:\n", "      files:\n").replace("    files: {}\n", "");
    expect(complaints(validated(text))).toEqual([]);
  });
});
