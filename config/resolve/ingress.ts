import type { Ingress } from "../environment";
import type { PlatformSpec } from "../spec/platform";
import { blocks } from "./blocks";
import type { FilledIngress } from "./filled";
import { required, type Say } from "./say";

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

/** The blocks of each family. */
function allowed(say: Say, written: readonly string[]): { ipv4: string[]; ipv6: string[] } {
  const all = blocks(say, ["ingress", "allow"], written);
  return {
    ipv4: all.filter((block) => !block.includes(":")),
    ipv6: all.filter((block) => block.includes(":")),
  };
}
