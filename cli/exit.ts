/** Exit codes of every command. */
export const EXIT = {
  /** All is well. */
  ok: 0,
  /** Problems in the files, or an error. */
  failed: 1,
  /** The command line is wrong. */
  usage: 2,
  /** `sandbox plan`, `review`: there are changes. */
  changes: 2,
  /** `review`, `verify`: a person has to look at the plan first. */
  approval: 3,
} as const;

/** One of `EXIT`. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
