import { parseBlock } from "../cidr";
import type { NetworkPlan } from "../environment";
import type { FilledNetwork } from "./filled";
import { required, type Say } from "./say";

/** The VPC of an environment, with its block in canonical spelling. */
export function resolveNetwork(say: Say, spec: FilledNetwork): NetworkPlan {
  const path = ["network", "ipv4Cidr"];
  const written = required(say, spec.ipv4Cidr, path, "`ipv4Cidr: 10.20.0.0/16` with a block of its own", "");
  const zones = required(
    say,
    spec.availabilityZones,
    ["network", "availabilityZones"],
    "`availabilityZones: [us-west-2a, us-west-2b]` with two to six zones of the region",
    [],
  );
  return {
    ipv4Cidr: written === "" ? "" : vpcBlock(say, written),
    availabilityZones: [...zones],
    nat: spec.nat,
    placement: spec.placement,
    endpoints: spec.endpoints,
    flowLogRetentionDays: spec.flowLogs === "none" ? undefined : spec.flowLogs.retentionDays,
    peers: [...spec.peers],
  };
}

function vpcBlock(say: Say, written: string): string {
  const path = ["network", "ipv4Cidr"];
  const block = parseBlock(written);
  if (block?.family !== "ipv4") {
    say(path, { message: "is not an IPv4 block", got: written, fix: 'Write one like "10.20.0.0/16".' });
    return "";
  }
  if (!written.includes("/")) {
    say(path, { message: "has no prefix length", got: written, fix: `Write one, as in "${written}/16".` });
    return "";
  }
  if (block.hostBits) {
    say(path, { message: "host bits are set", got: written, fix: `Write "${block.canonical}".` });
    return "";
  }
  return block.canonical;
}
