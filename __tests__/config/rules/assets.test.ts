import { describe, expect, it } from "vitest";
import { changed, complaints, TEAM, validated, withEnvironment, withService } from "../../support/config";

const problemsOf = (team: string) => complaints(validated(team));

describe("assets", () => {
  it("accepts a name in the zone of the entrance, and none", () => {
    expect(problemsOf(withEnvironment("assets: { domain: assets.example.net }"))).toEqual([]);
    expect(problemsOf(withEnvironment("assets: {}"))).toEqual([]);
  });

  it.each([
    ["a name in another zone", "assets.example.org", "is not in the zone example.net"],
    ["the name of the entrance", "festa.example.net", "is already a host name of the entrance"],
  ])("refuses %s", (_, domain, message) => {
    expect(problemsOf(withEnvironment(`assets: { domain: ${domain} }`)).join()).toContain(message);
  });

  it("refuses a name where no zone is", () => {
    const team = withEnvironment("assets: { domain: assets.example.net }");
    const without = team.replace(/ {4}ingress:\n( {6}.*\n)+/, "");
    expect(problemsOf(without).join()).toContain("has no zone to be in");
  });

  it("refuses an upload to assets that are not there, and a variable that names them", () => {
    expect(problemsOf(withService("uploadsAssets: true")).join()).toContain("there are no assets");
    expect(problemsOf(withService("environment: { A: { from: assets.url } }")).join()).toContain(
      "refers to assets.url, but there is no assets",
    );
  });

  it("refuses the name of another environment's assets", () => {
    const team = withEnvironment("assets: { domain: assets.example.net }");
    const [, environment = ""] = TEAM.split("  production:\n");
    const other = changed("festa.example.net", "other.example.net", environment)
      .replace("10.20.0.0/16", "10.21.0.0/16")
      .replace("    database: {}\n", "    database: {}\n    assets: { domain: assets.example.net }\n");
    expect(problemsOf(`${team}  other:\n${other}`).join()).toContain("is already a host name of");
  });
});
