import { z } from "zod";
import { says } from "./says";

/** Services whose actions would let a task give itself more than it was given. */
const GUARDED = ["iam", "sts", "organizations", "account", "sso", "sso-admin", "identitystore"];

const action = z
  .string()
  .max(128)
  .regex(/^[a-z0-9-]+:[A-Za-z][A-Za-z0-9]*$/, {
    error: says("is not one action of an AWS service", 'Write each by its name, as in "s3:GetObject".'),
  })
  .refine((written) => !GUARDED.includes(written.split(":")[0] ?? ""), {
    error: says("could give a task more than it was given", "Remove it; ask the platform team for a role."),
  });

const resource = z
  .string()
  .max(1024)
  .regex(/^arn:aws:[a-z0-9-]+:[a-z0-9-]*:(\d{12})?:[A-Za-z0-9!_.()=+@,:/-]+\*?$/, {
    error: says(
      "is not the ARN of a resource",
      'Write a complete ARN; only its end may be "*", as in "arn:aws:s3:::example-uploads/*".',
    ),
  });

/** What the code of a service may do in AWS. */
export const permissionsSpec = z
  .array(
    z.strictObject({
      actions: z.array(action).min(1).max(50).describe("Actions, each by its name."),
      resources: z.array(resource).min(1).max(50).describe("ARNs; only the end may be `*`."),
    }),
  )
  .max(20)
  .describe("What the service's code may do in AWS, as its task's role.");
