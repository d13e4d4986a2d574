import { quote, type Saying } from "./problem";
import { hostname, secretArn } from "./spec/text";

/**
 * What to say of a reference to a secret that is nearly right; undefined of anything else. Only what has the
 * form of an ARN is repeated: other text may be the secret itself.
 */
export function nearlySecret(text: string): Saying | undefined {
  const [arn, partition, service = "", region = "", account = "", ...rest] = text.split(":");
  if (arn !== "arn" || partition !== "aws" || !/^[a-z0-9-]{0,40}$/.test(service + region)) return undefined;
  if (service !== "secretsmanager" && service !== "ssm") {
    return {
      message: `is an ARN of ${service || "no service"}, and secrets are in Secrets Manager or SSM`,
      fix: "Write the ARN of the secret or parameter.",
    };
  }
  if (service === "ssm" || rest[0] !== "secret" || !/^\d{12}$/.test(account)) return undefined;
  const [, name = "", key = "", stage = ""] = rest;
  const complete = `arn:aws:secretsmanager:${region}:${account}:secret:${name}`;
  if (rest.length > 2) return inParts(complete, key, stage);
  if (/-[A-Za-z0-9]{6}$/.test(name)) return undefined;
  return {
    message: "is the ARN of a secret without the hyphen and six characters that AWS adds to its name",
    fix: "Copy the complete ARN from Secrets Manager.",
  };
}

/** ECS writes key and version behind the ARN; here they stand apart. */
function inParts(arn: string, key: string, stage: string): Saying {
  const message = "is an ARN with a key or version behind it";
  const isPlain =
    secretArn.safeParse(arn).success && [key, stage].every((word) => /^[\w.-]{0,128}$/.test(word));
  if (!isPlain) return { message, fix: "Write { secret: ARN, key: NAME }." };
  const parts = [`secret: ${arn}`, ...(key === "" ? [] : [`key: ${key}`])];
  const all = stage === "" ? parts : [...parts, `versionStage: ${stage}`];
  return { message, fix: `Write { ${all.join(", ")} }.` };
}

/** The host name in lower case, where that is all that is wrong with it. */
export function lowerCaseHost(text: string): string | undefined {
  const lower = text.toLowerCase();
  return lower !== text && hostname.safeParse(lower).success ? `Write ${quote(lower)}.` : undefined;
}

const PASSWORD =
  "RDS makes the password and keeps it in Secrets Manager; a service gets it with `secrets: { NAME: { from: database.password } }`.";

/** What to do about keys that people know from elsewhere; undefined of any other. */
export function foreignKey(path: readonly (string | number)[]): string | undefined {
  const [key, around] = [String(path.at(-1)), path.at(-2)];
  if (around !== "database") return undefined;
  if (/^(master)?(user(name)?|password)$/i.test(key.replace(/[-_]/g, ""))) return PASSWORD;
  return undefined;
}

/** What to do about a secret of the database among the variables. */
export function secretReferenceFix(value: unknown): string | undefined {
  if (value !== "database.password" && value !== "database.username") return undefined;
  return `Write it under \`secrets\`: ${PASSWORD}`;
}
