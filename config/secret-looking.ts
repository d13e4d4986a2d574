import type { PathPart } from "./tree";

/** Words in a variable's name that say its value is secret. */
const SECRET_WORD =
  /(^|_)(PASSWORD|PASSWD|PASSPHRASE|PASS|PWD|SECRET|SECRETS|TOKEN|APIKEY|API_KEY|ACCESS_KEY|PRIVATE_KEY|SECRET_KEY|SIGNING_KEY|ENCRYPTION_KEY|CREDENTIAL|CREDENTIALS|AUTH_KEY|LICENSE_KEY)(_|$)/;

/** Endings of names that point to a secret instead of holding it. */
const POINTER =
  /_(FILE|PATH|ARN|NAME|ID|URL|URI|ENDPOINT|HOST|PORT|PREFIX|TTL|EXPIRY|EXPIRES_IN|EXPIRATION|LENGTH|POLICY|ALGORITHM|TYPE|HEADER|ENABLED|REQUIRED)$/;

/** Shapes of well-known credentials. */
const SECRET_SHAPE = [
  /\b(AKIA|ASIA)[A-Z0-9]{16}\b/,
  /-----BEGIN [A-Z ]*PRIVATE KEY/,
  /\bgh[pousr]_[A-Za-z0-9]{30,}/,
  /\bgithub_pat_[A-Za-z0-9_]{30,}/,
  /\bglpat-[A-Za-z0-9_-]{20,}/,
  /\bxox[abprs]-[A-Za-z0-9-]{10,}/,
  /\b[sr]k_live_[A-Za-z0-9]{16,}/,
  /\bAIza[A-Za-z0-9_-]{35}\b/,
  /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\./,
  /^[a-z][a-z0-9+.-]*:\/\/[^/\s:@]*:[^/\s:@]+@/i,
];

/** Longest value of a variable; a bound for the patterns. */
const LONGEST_TEXT = 8192;

/** Whether a variable of this name would hold a secret. */
export function isSecretName(name: string): boolean {
  const upper = name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/[-.]/g, "_")
    .toUpperCase();
  return SECRET_WORD.test(upper) && !POINTER.test(upper);
}

/** Whether a text has the shape of a well-known credential. */
export function isSecretText(text: string): boolean {
  const start = text.slice(0, LONGEST_TEXT);
  return SECRET_SHAPE.some((shape) => shape.test(start));
}

/** Whether a value at this path is never shown. */
export function isSecretPath(path: readonly PathPart[]): boolean {
  return path.some((part) => part === "secrets" || part === "apiKeySecret" || isSecretName(String(part)));
}
