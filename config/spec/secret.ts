import { z } from "zod";
import { says } from "./says";
import { parameterArn, secretArn } from "./text";

/** A customer's key. A policy on an alias would allow nothing. @see https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html */
export const kmsKeyArn = z.string().regex(/^arn:aws:kms:[a-z0-9-]+:\d{12}:key\/(mrk-)?[a-f0-9-]{32,36}$/, {
  error: says(
    "is not the ARN of a KMS key",
    'Write it like "arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"; an alias gives no permission.',
  ),
});

const kmsKey = kmsKeyArn
  .optional()
  .describe("Customer's KMS key that it is encrypted with; AWS's or the environment's own when absent.");

/** A reference to a secret: an ARN, or an ARN with the key of a JSON secret, a version and a KMS key. Never a value. */
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
        kmsKey,
      }),
      z.strictObject({
        parameter: parameterArn.describe("ARN of the SSM parameter."),
        kmsKey,
      }),
    ],
    {
      error: says(
        "is not a reference to a secret",
        "Write an ARN, { secret: ARN, key: NAME } or { parameter: ARN }; a secret's value never belongs in this file.",
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
  "assets.url",
  "assets.bucket",
] as const;

/** What a secret can be filled with when the environment itself owns it. */
export const SECRET_REFERENCES = ["database.username", "database.password"] as const;
