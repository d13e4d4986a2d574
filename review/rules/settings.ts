import { parse, YAMLParseError } from "yaml";
import { z } from "zod";
import { PLAN_RULES, RULES } from "./all-rules";

const SEVERITIES = ["off", "info", "warn", "block"] as const;

const waiver = z.strictObject({
  rule: z.string().min(1),
  address: z.string().min(1).default("*"),
  stack: z.string().min(1).default("*"),
  owner: z.string().min(1),
  expires: z.iso.date("it is a day, as in 2026-12-31"),
  reason: z.string().min(1),
});

const settings = z.strictObject({
  rules: z.record(z.string(), z.enum(SEVERITIES)).default({}),
  stateful: z.array(z.string()).default([]),
  notStateful: z.array(z.string()).default([]),
  productionClasses: z.array(z.string()).default(["production"]),
  owners: z.array(z.string()).default([]),
  waivers: z.array(waiver).default([]),
});

/** What a team sets about its reviews. */
export type ReviewSettings = z.infer<typeof settings>;

/** Lets a finding pass until a day. */
export type WaiverSetting = z.infer<typeof waiver>;

/** Every rule as it comes, and no waiver. */
export const DEFAULT_SETTINGS: ReviewSettings = settings.parse({});

/**
 * Reads settings, YAML or JSON.
 *
 * @throws Error that names every mistake.
 */
export function parseSettings(text: string): ReviewSettings {
  const result = settings.safeParse(parsed(text) ?? {});
  if (!result.success) throw new Error(z.prettifyError(result.error));
  const known = new Set([...RULES, ...PLAN_RULES].map(({ name }) => name));
  const unknown = Object.keys(result.data.rules).filter((name) => !known.has(name));
  if (unknown.length > 0) {
    throw new Error(`there is no rule ${unknown.join(", ")}; the rules are ${[...known].join(", ")}`);
  }
  return result.data;
}

function parsed(text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 0 });
  } catch (error) {
    if (error instanceof YAMLParseError) throw new Error(`it is not YAML: ${error.message}`);
    throw error;
  }
}
