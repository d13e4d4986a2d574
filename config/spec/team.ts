import { z } from "zod";
import { environmentSpec } from "./environment";
import { NAME_LENGTH, slug } from "./text";

/** `teams/<team>.yaml`: everything a product team writes. */
export const teamSpec = z
  .strictObject({
    team: slug(NAME_LENGTH.team).describe("Name of the team; equal to the file's name."),
    owners: z
      .array(slug(64))
      .min(1, { error: "names nobody" })
      .describe("Groups that approve changes to this file."),
    environments: z
      .record(
        slug(NAME_LENGTH.environment),
        environmentSpec.extend({
          extends: slug(NAME_LENGTH.environment)
            .optional()
            .describe("Environment of this file whose written keys are taken over; those written here win."),
        }),
      )
      .describe("Environments by name; each becomes one Terraform stack `<team>-<environment>`."),
  })
  .describe("Environments of one team.");

/** A team file as written. */
export type TeamSpec = z.infer<typeof teamSpec>;
