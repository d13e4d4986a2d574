import { contains, parseBlock } from "../cidr";
import type { Ingress } from "../environment";
import type { PlatformSpec } from "../spec/platform";
import type { FilledIngress } from "./filled";
import { required, type Say } from "./say";

const MAPPED = parseBlock("::ffff:0:0/96");

/** The public entrance, with the id of its zone and its allow list split by family. */
export function resolveIngress(
  say: Say,
  spec: FilledIngress | undefined,
  platform: PlatformSpec,
): Ingress | undefined {
  if (spec === undefined) return undefined;
  const zone = required(say, spec.zone, ["ingress", "zone"], "`zone:` with a zone of platform.yaml", "");
  return {
    domain: required(say, spec.domain, ["ingress", "domain"], "`domain:` with the host name", ""),
    zone: { name: zone, id: platform.zones?.[zone] ?? "" },
    access: spec.public ? { kind: "public" } : { kind: "allow", ...allowed(say, spec.allow) },
    ipAddressType: spec.ipAddressType,
    tlsPolicy: spec.tlsPolicy,
    idleTimeoutSeconds: spec.idleTimeoutSeconds,
    accessLogRetentionDays: spec.accessLogs === "none" ? undefined : spec.accessLogs.retentionDays,
    waf: spec.waf,
  };
}

/** Blocks in canonical spelling, each once; a single address becomes a block of one. */
function allowed(say: Say, written: readonly string[]): { ipv4: string[]; ipv6: string[] } {
  const found = { ipv4: new Set<string>(), ipv6: new Set<string>() };
  written.forEach((text, index) => {
    const path = ["ingress", "allow", index];
    const block = parseBlock(text);
    if (block === undefined) {
      const fix = 'Write one like "203.0.113.0/24" or "2001:db8::/48".';
      say(path, { message: "is not a CIDR block", got: text, fix });
    } else if (block.hostBits) {
      const fix = `Write "${block.canonical}" for the block, or "${text.split("/")[0]}" for the one address.`;
      say(path, { message: "host bits are set", got: text, fix });
    } else if (MAPPED !== undefined && contains(MAPPED, block)) {
      const fix = "Write the IPv4 block itself.";
      say(path, { message: "is IPv4 written as IPv6, which no request comes from", got: text, fix });
    } else {
      found[block.family].add(block.canonical);
    }
  });
  return { ipv4: [...found.ipv4], ipv6: [...found.ipv6] };
}
