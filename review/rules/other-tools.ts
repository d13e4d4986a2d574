import { z } from "zod";
import type { Finding, Severity } from "../model";

const message = z.looseObject({ msg: z.string(), metadata: z.record(z.string(), z.unknown()).optional() });

const conftest = z.array(
  z.looseObject({
    failures: z.array(message).nullish(),
    warnings: z.array(message).nullish(),
  }),
);

const checkovReport = z.looseObject({
  results: z
    .looseObject({
      failed_checks: z
        .array(
          z.looseObject({
            check_id: z.string(),
            check_name: z.string().nullish(),
            resource: z.string().nullish(),
            resource_address: z.string().nullish(),
            severity: z.string().nullish(),
            guideline: z.string().nullish(),
          }),
        )
        .nullish(),
    })
    .nullish(),
});

const checkov = z.union([checkovReport, z.array(checkovReport)]);

/**
 * Findings in what `conftest test -o json` printed. The address is in the metadata of a message, or in its text.
 *
 * @param addresses Those of the plan.
 * @throws Error when it is something else.
 */
export function conftestFindings(text: string, addresses: ReadonlySet<string>): readonly Finding[] {
  return parsed(conftest, text).flatMap(({ failures, warnings }) => [
    ...(failures ?? []).map((one) => fromConftest(one, "block", addresses)),
    ...(warnings ?? []).map((one) => fromConftest(one, "warn", addresses)),
  ]);
}

/**
 * Findings in what `checkov -o json` printed.
 *
 * @throws Error when it is something else.
 */
export function checkovFindings(text: string): readonly Finding[] {
  const reports = [parsed(checkov, text)].flat();
  return reports
    .flatMap(({ results }) => results?.failed_checks ?? [])
    .map((check) => ({
      rule: check.check_id,
      severity: checkovSeverity(check.severity),
      address: check.resource_address ?? check.resource ?? undefined,
      message: check.check_name ?? check.check_id,
      tool: "checkov",
      url: webAddress(check.guideline),
    }));
}

function fromConftest(
  { msg, metadata = {} }: z.infer<typeof message>,
  severity: Severity,
  addresses: ReadonlySet<string>,
): Finding {
  const named = [metadata["address"], metadata["resource"]].find((one) => typeof one === "string");
  const rule = [metadata["rule"], metadata["id"], metadata["query"]].find((one) => typeof one === "string");
  return {
    rule: String(rule ?? "policy"),
    severity,
    address: typeof named === "string" ? named : addressIn(msg, addresses),
    message: msg,
    tool: "conftest",
    url: webAddress(metadata["url"]),
  };
}

/** A word of the message that is an address of the plan. */
function addressIn(text: string, addresses: ReadonlySet<string>): string | undefined {
  return text
    .split(/[\s,;]+/)
    .map((word) => word.replace(/^[`'("]+|[`').:"]+$/g, ""))
    .find((word) => addresses.has(word));
}

function checkovSeverity(severity: string | null | undefined): Severity {
  if (severity === null || severity === undefined) return "warn";
  if (/^(critical|high)$/i.test(severity)) return "block";
  return /^(info|low)$/i.test(severity) ? "info" : "warn";
}

function webAddress(url: unknown): string | undefined {
  return typeof url === "string" && /^https:\/\/[^\s"'<>()]+$/.test(url) ? url : undefined;
}

function parsed<T>(shape: z.ZodType<T>, text: string): T {
  const result = shape.safeParse(JSON.parse(text));
  if (result.success) return result.data;
  throw new Error(z.prettifyError(result.error));
}
