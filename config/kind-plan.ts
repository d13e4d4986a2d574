import type { KINDS } from "./spec/kind";

/** What a service is: what keeps running, and what is only started. */
export type Kind = (typeof KINDS)[number];

/** When a task is started. */
export interface Schedule {
  /** `cron(…)` with six fields, or `rate(…)`. */
  readonly expression: string;
  /** The five fields that it was written with; undefined for a rate. */
  readonly cron: string | undefined;
  /** IANA name. */
  readonly timeZone: string;
  readonly retries: number;
  readonly retryWindowSeconds: number;
  readonly flexibleMinutes: number;
  readonly enabled: boolean;
}
