import { z } from "zod";
import { says } from "./says";
import { kmsKeyArn } from "./secret";
import { containerPath, image } from "./text";

const fileName = z
  .string()
  .max(128, { error: "is longer than 128 characters" })
  .regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]*$/, { error: "is not the name of a file" });

const objectArn = z
  .string()
  .max(1024)
  .regex(/^arn:aws:s3:::[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\/[A-Za-z0-9!_.'()=/-]+$/, {
    error: says(
      "is not the ARN of an S3 object",
      'Write it like "arn:aws:s3:::example-secrets/production/app.yml".',
    ),
  });

/** Files that a task gets from S3 before it starts. */
export const s3FilesSpec = z
  .strictObject({
    path: containerPath.describe("Directory that the service's own container finds them in, read-only."),
    objects: z.record(fileName, objectArn).describe("File names, each with the ARN of its object in S3."),
    kmsKey: kmsKeyArn.describe("Customer's KMS key that the objects are encrypted with."),
    image: image.describe("Image with a shell and the AWS CLI, which fetches them."),
  })
  .partial()
  .describe(
    "Encrypted files from S3, for what has to exist as a file: fetched by a container that runs first.",
  );
