import { z } from "zod";
import { QUOTA_NAMES, QUOTAS, type Quota, type QuotaName } from "../quotas";
import { whole } from "./text";

const PER = { account: "in the account", region: "in each region", zone: "in each availability zone" };

/** What environments may use of an account. */
export const quotasSpec = z
  .strictObject(
    Object.fromEntries(QUOTA_NAMES.map((name) => [name, quotaSpec(QUOTAS[name])])) as Record<
      QuotaName,
      ReturnType<typeof quotaSpec>
    >,
  )
  .partial()
  .describe("How much of it environments may use, where AWS allows the account more, or others use some.");

function quotaSpec({ noun, limit, per, raisable }: Quota) {
  const fixed = raisable ? "" : " AWS does not raise it.";
  const most = raisable ? 1_000_000 : limit;
  return whole(0, most).describe(`Most ${noun} ${PER[per]}; ${limit} when absent.${fixed}`);
}
