import type { AssetsPlan, Environment } from "../environment";
import type { Layered } from "../layers";
import type { Problem } from "../problem";
import type { PlatformSpec } from "../spec/platform";
import { plain } from "../tree";
import { byName } from "./by-name";
import { resolveCluster } from "./cluster";
import { resolveDatabase } from "./database";
import { resolveDatadog } from "./datadog";
import { resolveDelivery } from "./delivery";
import type { FilledAssets, FilledEnvironment } from "./filled";
import { resolveIngress } from "./ingress";
import { resolveNetwork } from "./network";
import { sharesWafLogPolicy } from "./platform";
import { required, sayInto } from "./say";
import { resolveServices } from "./service";
import { resolveState } from "./state";

/** An environment and what is missing in it; where there are problems, some texts of it are empty. */
export interface Resolved {
  readonly environment: Environment;
  readonly problems: readonly Problem[];
}

/** Turns the merged keys of an environment into an `Environment`. */
export function resolve(layered: Layered, platform: PlatformSpec): Resolved {
  const problems: Problem[] = [];
  const say = sayInto(problems, layered.tree);
  const spec = plain(layered.tree) as FilledEnvironment;
  const { team, name } = layered;
  const ingress = resolveIngress(say, part(spec.ingress), platform);
  const network = resolveNetwork(say, spec.network);
  const services = resolveServices(say, layered.tree, spec.services ?? {}, {
    stack: `${team.team}-${name}`,
    account: spec.account ?? "",
    region: spec.region ?? "",
    approval: spec.delivery.approval,
    ingress,
    ipv4Cidr: network.ipv4Cidr,
    taskNetwork: spec.cluster.network,
  });
  const datadog = resolveDatadog(say, part(spec.datadog));
  const environment: Environment = {
    team: team.team,
    name,
    stack: `${team.team}-${name}`,
    class: layered.class,
    owners: team.owners,
    account: required(
      say,
      spec.account,
      ["account"],
      '`account: "111122223333"` with the number in quotes',
      "",
    ),
    region: required(say, spec.region, ["region"], "`region: us-west-2` or another region", ""),
    protect: spec.protect,
    encryption: spec.encryption,
    iam: { path: platform.iam?.path ?? "/", permissionsBoundary: platform.iam?.permissionsBoundary },
    state: resolveState(platform.state),
    sharedWafLogPolicy: sharesWafLogPolicy(platform, spec.account ?? ""),
    tags: Object.fromEntries(byName({ ...spec.tags, ...standardTags(platform, layered) })),
    network,
    ingress,
    database: resolveDatabase(part(spec.database)),
    files: part(spec.files),
    assets: resolveAssets(part(spec.assets)),
    datadog,
    notifications: { emails: [...new Set(spec.notifications.emails)] },
    delivery: resolveDelivery(say, spec.delivery, spec.notifications.emails),
    cluster: resolveCluster(say, spec.cluster, services, datadog?.agent),
    services,
  };
  return { environment, problems };
}

/** Keys of the tags that every resource gets; a team cannot write them. */
export const STANDARD_TAGS = ["organization", "team", "environment", "class", "managed-by"] as const;

function standardTags(
  { organization }: PlatformSpec,
  { team, name, class: environmentClass }: Layered,
): Record<(typeof STANDARD_TAGS)[number], string> {
  return {
    organization,
    team: team.team,
    environment: name,
    class: environmentClass,
    "managed-by": "teamstacks",
  };
}

function resolveAssets(spec: FilledAssets | undefined): AssetsPlan | undefined {
  return (
    spec && { domain: spec.domain, priceClass: spec.priceClass, keepVersionsDays: spec.keepVersionsDays }
  );
}

function part<T>(written: "none" | T | undefined): T | undefined {
  return written === "none" ? undefined : written;
}
