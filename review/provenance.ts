import { z } from "zod";

/*
 * Facts about a stack that its plan does not hold. Whoever makes the stack may write them beside it; every field but
 * `stack` may be left out, and unknown ones are ignored.
 */
const source = z.object({
  path: z.string().optional(),
  file: z.string().optional(),
  line: z.int().min(1).optional(),
  key: z.string().optional(),
});

const provenance = z.object({
  stack: z.string().min(1),
  team: z.string().optional(),
  class: z.string().optional(),
  owners: z.array(z.string()).default([]),
  sources: z.record(z.string(), source).default({}),
});

/** Whose stack it is, and where its resources come from: `sources` goes from address to place. */
export type Provenance = z.infer<typeof provenance>;

/**
 * Reads the JSON of a provenance file.
 *
 * @throws Error that says which field is wrong.
 */
export function parseProvenance(text: string): Provenance {
  const result = provenance.safeParse(JSON.parse(text));
  if (result.success) return result.data;
  throw new Error(z.prettifyError(result.error));
}
