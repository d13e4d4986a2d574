import { z } from "zod";
import { says } from "./says";
import { parameterArn, secretArn } from "./text";

/** A reference to a secret: an ARN, or an ARN with the key of a JSON secret and a version. Never a value. */
export const secretReference = z
  .union(
    [
      secretArn,
      parameterArn,
      z.strictObject({
        secret: secretArn.describe("ARN of the Secrets Manager secret."),
        key: z
          .string()
          .regex(/^[A-Za-z0-9_.-]{1,128}$/, { error: "is not a JSON key" })
          .optional()
          .describe("Key of a JSON secret."),
        versionStage: z
          .string()
          .regex(/^[A-Za-z0-9_.-]{1,128}$/, { error: "is not a version stage" })
          .optional()
          .describe("Version stage; AWSCURRENT when absent."),
      }),
    ],
    {
      error: says(
        "is not a reference to a secret",
        "Write an ARN, or { secret: ARN, key: NAME }; a secret's value never belongs in this file.",
      ),
    },
  )
  .describe("Reference to a Secrets Manager secret or an SSM parameter.");

/** A reference to a secret as written. */
export type SecretReference = z.infer<typeof secretReference>;

/** What a variable can be filled with when the value is only known to AWS. */
export const REFERENCES = [
  "service.url",
  "service.host",
  "database.host",
  "database.readerHost",
  "database.port",
  "database.name",
] as const;

/** What a secret can be filled with when the environment itself owns it. */
export const SECRET_REFERENCES = ["database.username", "database.password"] as const;
