import type { LoadedPlatform } from "../load";
import { type Problem, problemAt } from "../problem";
import { QUOTAS, type QuotaName } from "../quotas";
import { natGatewayZones, resourceCounts } from "../resource-counts";
import { writtenPlace } from "../tree";
import type { FleetRule, Subject } from "./rule";

/** Environments that a message names before it counts the rest. */
const NAMED = 5;

/** What environments take of one quota in one place. */
interface Use {
  readonly quota: QuotaName;
  readonly account: string;
  /** Region or availability zone; undefined for what counts in the whole account. */
  readonly where: string | undefined;
  readonly takers: { readonly stack: string; readonly count: number }[];
}

/** All environments of an account together stay within what AWS allows the account. */
export const quotas: FleetRule = (subjects, platform) => {
  const uses = new Map<string, Use>();
  for (const subject of subjects) {
    const { account, region } = subject.environment;
    if (region === "" || !Object.hasOwn(platform.spec.accounts, account)) continue;
    for (const taken of takenBy(subject)) add(uses, subject, taken);
  }
  return [...uses.values()].flatMap((use) => overrun(use, platform));
};

interface Taken {
  readonly quota: QuotaName;
  readonly where: string | undefined;
  readonly count: number;
}

function takenBy({ environment }: Subject): Taken[] {
  const { region } = environment;
  const counts = Object.entries(resourceCounts(environment)) as [QuotaName, number][];
  return [
    ...counts.map(([quota, count]) => {
      const where = QUOTAS[quota].per === "account" ? undefined : region;
      return { quota, where, count };
    }),
    ...natGatewayZones(environment).map((where) => ({ quota: "natGateways" as const, where, count: 1 })),
  ].filter(({ count }) => count > 0);
}

function add(uses: Map<string, Use>, { environment }: Subject, { quota, where, count }: Taken): void {
  const { account, stack } = environment;
  const key = `${quota} ${account} ${where}`;
  const use = uses.get(key);
  if (use === undefined) uses.set(key, { quota, account, where, takers: [{ stack, count }] });
  else use.takers.push({ stack, count });
}

function overrun({ quota, account, where, takers }: Use, { tree, spec }: LoadedPlatform): Problem[] {
  const { noun, limit, raisable } = QUOTAS[quota];
  const { name, quotas: written } = spec.accounts[account] ?? {};
  const allowed = written?.[quota] ?? limit;
  const total = takers.reduce((sum, { count }) => sum + count, 0);
  if (total <= allowed) return [];
  const place = where === undefined ? `account ${name}` : `${where} of account ${name}`;
  const message = `allows ${allowed} ${noun} in ${place}, and there would be ${total}: ${listed(takers)}`;
  const fix = raisable
    ? `Have AWS raise the quota and write \`${quota}: ${total}\` under \`quotas:\` of the account, or use another account.`
    : "AWS does not raise this quota: move environments to another account or region.";
  return [problemAt(writtenPlace(tree, ["accounts", account, "quotas", quota]), { message, fix })];
}

/** Who takes most comes first. */
function listed(takers: Use["takers"]): string {
  const sorted = [...takers].sort((a, b) => b.count - a.count);
  const first = sorted.slice(0, NAMED).map(({ stack, count }) => (count > 1 ? `${stack} (${count})` : stack));
  const rest = sorted.length - first.length;
  return `${first.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}
