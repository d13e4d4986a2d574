import { z } from "zod";
import { says } from "./says";

/**
 * The words that strings of a team file are made of. Every pattern here is also a promise to the AWS
 * names built from it, so a name accepted once is a name that AWS accepts.
 */

/** Text in which CDKTF would recognise one of its own placeholders; it can be refused, not escaped. */
export const TOKEN_MARK = "TfToken[";

/** Numbers that CDKTF takes for its placeholders of numbers and of lists of numbers. */
export function isNumberToken(value: number): boolean {
  return (value > -9e298 && value <= -8e298) || (value > -2e289 && value <= -1.8e289);
}

function holdsNumberToken(value: string): boolean {
  const numbers = value.match(/(?<![-+.|\d])[-+.|\d]+e[-+.|\deE]+/g) ?? [];
  return numbers.some((number) => isNumberToken(Number.parseFloat(number)));
}

/** Whether CDKTF would read more than text in a text. */
export function holdsToken(value: string): boolean {
  return value.includes(TOKEN_MARK) || holdsNumberToken(value);
}

/** Invisible characters (controls, formats such as zero-width and bidirectional marks, halves of a character), but for line feed and tab. */
const INVISIBLE = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u;

/** Free text of at most `max` characters, without control, zero-width or bidirectional characters. */
export function text(max: number) {
  return z
    .string()
    .min(1, { error: "is empty" })
    .max(max, { error: `is longer than ${max} characters` })
    .refine((value) => !INVISIBLE.test(value), {
      error: says("holds control, zero-width or bidirectional characters", "Remove them."),
    })
    .refine((value) => !holdsToken(value), {
      error: says(`holds "${TOKEN_MARK}" or a number that stands for one, which are reserved`, "Remove it."),
    });
}

const NOT_A_NAME = "is not a name in lower-case letters, digits and single hyphens that starts with a letter";

/** A name in lower case with single hyphens, which every AWS name can be built from. */
export function slug(max: number) {
  return z
    .string({ error: says(NOT_A_NAME, 'Write one like "web" or "web-2".') })
    .max(max, { error: `is longer than ${max} characters` })
    .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, { error: NOT_A_NAME });
}

/** Longest team, environment and service names; AWS names that are shorter get a hash (`modules/naming`). */
export const NAME_LENGTH = { team: 24, environment: 24, service: 24 } as const;

/** An AWS account number, in quotes so that YAML keeps its zeros. */
export const accountId = z.string({ error: "is not an account number in quotes" }).regex(/^\d{12}$/, {
  error: "is not an account number of 12 digits",
});

/** A DNS name without wildcard and without final dot. @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html */
export const hostname = z
  .string()
  .max(253, { error: "is longer than 253 characters" })
  .regex(/^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/, {
    error: says(
      "is not a DNS name in lower case",
      'Write it like "blog.example.net", without scheme, wildcard or final dot.',
    ),
  });

/** An e-mail address. */
export const email = z
  .string()
  .max(254, { error: "is longer than 254 characters" })
  .regex(/^[A-Za-z0-9._%+-]+@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/, {
    error: "is not an e-mail address",
  });

/** The ARN of a Secrets Manager secret, with its six-character suffix. */
export const secretArn = z
  .string()
  .regex(/^arn:aws:secretsmanager:[a-z0-9-]+:\d{12}:secret:[A-Za-z0-9/_+=.@-]+-[A-Za-z0-9]{6}$/, {
    error: says(
      "is not the complete ARN of a Secrets Manager secret",
      "Write the ARN with its six-character suffix; a secret's value never belongs in this file.",
    ),
  });

/** The ARN of an SSM parameter. */
export const parameterArn = z.string().regex(/^arn:aws:ssm:[a-z0-9-]+:\d{12}:parameter\/[A-Za-z0-9/_.-]+$/, {
  error: says(
    "is not the ARN of an SSM parameter",
    "Write the ARN; a secret's value never belongs in this file.",
  ),
});

/** A container image with a tag other than `latest`, or a digest. @see https://pkg.go.dev/github.com/distribution/reference */
export const image = z
  .string()
  .max(512, { error: "is longer than 512 characters" })
  .regex(
    /^([a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d+)?\/)?[a-z0-9]+([._-]+[a-z0-9]+)*(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(@sha256:[a-f0-9]{64})?$/,
    { error: "is not a container image" },
  )
  .refine((value) => /[^/]:[^/]+$|@sha256:/.test(value) && !/:latest$/.test(value), {
    error: says(
      "is not pinned",
      'Name a version or a digest, as in "ghost:6.77.0-alpine"; `latest` changes under you.',
    ),
  });

/** The name of an environment variable. */
export const variableName = z
  .string()
  .max(255, { error: "is longer than 255 characters" })
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, { error: "is not the name of an environment variable" });

/** An absolute path inside a container. */
export const containerPath = z
  .string()
  .max(512, { error: "is longer than 512 characters" })
  .regex(/^\/[A-Za-z0-9._@/+-]*$/, { error: "is not an absolute path" })
  .refine((value) => !value.split("/").includes(".."), { error: 'holds ".."' });

/** A whole number from `min` to `max`. */
export function whole(min: number, max: number) {
  return z
    .number()
    .int({ error: "is not a whole number" })
    .min(min, { error: `is below ${min}` })
    .max(max, { error: `is above ${max}` });
}
