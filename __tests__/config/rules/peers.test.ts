import { describe, expect, it } from "vitest";
import { validate } from "../../../config/validate";
import { changed, complaints, PLATFORM, TEAM } from "../../support/config";
import { temporaryRoot } from "../../support/root";

const place = "teams/festa.yaml";
const ABROAD = changed("team: festa", "team: other")
  .replace("festa.example", "other.example")
  .replaceAll("us-west-2", "eu-west-1");

function checked(festa: string, other = ABROAD): string[] {
  const files = { "platform.yaml": PLATFORM, "teams/festa.yaml": festa, "teams/other.yaml": other };
  return complaints(validate(temporaryRoot(files)));
}

const withPeers = (peers: string, text = TEAM) =>
  changed(
    "availabilityZones: [us-west-2a, us-west-2b]\n",
    `availabilityZones: [us-west-2a, us-west-2b]\n      peers: [${peers}]\n`,
    text,
  );

describe("peers", () => {
  it("accept one block in two regions where they are not to be connected", () => {
    expect(checked(TEAM)).toEqual([]);
  });

  it("accept blocks of peers side by side", () => {
    expect(checked(withPeers("other-production"), ABROAD.replace("10.20.0.0", "10.21.0.0"))).toEqual([]);
  });

  it("refuse blocks of peers that overlap, wherever they are, naming both", () => {
    expect(checked(withPeers("other-production"), ABROAD.replace("10.20.0.0/16", "10.20.128.0/20"))).toEqual([
      `${place}:9:17 environments.production.network.ipv4Cidr: overlaps 10.20.128.0/20 of its peer other-production (teams/other.yaml:9); got "10.20.0.0/16". Give one of the two another block, or take it out of \`peers\`.`,
    ]);
  });

  it("refuse an overlap in one account and region once", () => {
    const near = changed("team: festa", "team: other").replace("festa.example", "other.example");
    const lines = checked(withPeers("other-production"), near);
    expect(lines.filter((line) => line.startsWith(place))).toHaveLength(1);
  });

  it("refuse a stack that does not exist, and propose one", () => {
    expect(checked(withPeers("other-prodution"))).toEqual([
      `${place}:11:15 environments.production.network.peers[0]: is not a stack; got "other-prodution". Did you mean "other-production"?`,
    ]);
  });

  it("refuse what is no name of a stack", () => {
    expect(checked(withPeers("Other"))[0]).toContain("is not a name in lower-case letters");
  });

  it("refuse the environment itself, but not where it takes over the list", () => {
    expect(checked(withPeers("festa-production"))).toEqual([
      `${place}:11:15 environments.production.network.peers[0]: is this environment itself; got "festa-production". Remove it.`,
    ]);
    const heir = `${withPeers("festa-rehearsal")}  rehearsal:\n    extends: production\n    network: { ipv4Cidr: 10.30.0.0/16 }\n    ingress: { domain: r.example.net }\n`;
    expect(checked(heir)).toEqual([]);
  });
});
