import { z } from "zod";

/** The shared file system of an environment. */
export const filesSpec = z
  .strictObject({
    infrequentAccessAfterDays: z
      .union([
        z.literal("never"),
        z.literal(1),
        z.literal(7),
        z.literal(14),
        z.literal(30),
        z.literal(60),
        z.literal(90),
      ])
      .describe("Days without access after which a file moves to the cheaper storage class."),
    backup: z.boolean().describe("Daily backups by AWS Backup, kept 35 days."),
  })
  .partial()
  .describe("Elastic file system (EFS) that services mount.");
