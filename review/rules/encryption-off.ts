import { inWords } from "../classify/stateful";
import type { Rule } from "./rule";
import { attributeOf, turnsOff } from "./values";

const SWITCHES = [
  "storage_encrypted",
  "encrypted",
  "encrypt_at_rest",
  "at_rest_encryption_enabled",
  "transit_encryption_enabled",
  "enable_key_rotation",
  "https_only",
  "enable_https_traffic_only",
  "enforce_ssl",
];

/** Data is no longer encrypted, or with another key. */
export const encryptionOff: Rule = {
  name: "encryption-off",
  severity: "block",
  summary: "Encryption is switched off, or a key of one's own is given up.",
  check: ({ change, values }) => {
    if (change.group !== "update" && change.group !== "replace") return [];
    const what = inWords(change.type);
    const off = SWITCHES.filter((name) => turnsOff(values, name)).map(
      (name) => `switches ${name} of ${what} off`,
    );
    const key = ["kms_key_id", "kms_key_arn", "kms_master_key_id"].filter(
      (name) =>
        typeof attributeOf(values, "before", name) === "string" &&
        attributeOf(values, "before", name) !== "" &&
        (attributeOf(values, "after", name) ?? "") === "" &&
        change.attributes.some(({ path, after }) => path === name && after.kind !== "unknown"),
    );
    return [...off, ...key.map((name) => `takes ${name} of ${what} away`)];
  },
};
