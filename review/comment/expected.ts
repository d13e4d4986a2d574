import { z } from "zod";

/** What a name of a stack may hold; the names come from a job that runs the code of the pull request. */
const NAME = /^[A-Za-z0-9][\w.-]{0,127}$/;

const SHAPE = z.looseObject({
  schema: z.literal(1),
  stacks: z.array(
    z.looseObject({
      stack: z.string().regex(NAME, "is not a name of a stack"),
      status: z.enum(["added", "changed", "removed", "metadata-only"]),
    }),
  ),
});

/** Stacks that a pull request touches, and how. */
export type Expected = z.infer<typeof SHAPE>["stacks"];

/**
 * Reads what `teamstacks affected --json` printed.
 *
 * @throws Error that says which field is wrong.
 */
export function parseExpected(text: string): Expected {
  const { success, data, error } = SHAPE.safeParse(JSON.parse(text));
  if (success) return data.stacks;
  const [issue] = error.issues;
  throw new Error(`${issue?.path.join(".") || "the file"}: ${issue?.message ?? "is not a list of stacks"}`);
}
