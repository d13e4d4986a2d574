import type { SecretRef } from "../container-plan";
import type { Problem } from "../problem";
import { containersOf } from "./containers";
import type { Rule, Subject } from "./rule";

/** A secret is encrypted with a key of its own region. */
export const secretKeys: Rule = (subject) => {
  const { datadog } = subject.environment;
  return [
    ...(datadog === undefined ? [] : wrongRegion(subject, datadog.apiKey, ["datadog", "apiKeySecret"])),
    ...containersOf(subject.environment).flatMap(({ container, path }) =>
      Object.entries(container.secrets).flatMap(([name, secret]) =>
        "arn" in secret ? wrongRegion(subject, secret, [...path, "secrets", name]) : [],
      ),
    ),
  ];
};

function wrongRegion(subject: Subject, { arn, kmsKey }: SecretRef, path: readonly string[]): Problem[] {
  const [secretRegion, keyRegion] = [arn, kmsKey].map((one) => one?.split(":")[3]);
  if (kmsKey === undefined || secretRegion === keyRegion) return [];
  const message = `is a key of ${keyRegion}, and the secret is in ${secretRegion}`;
  const fix = "Write the ARN of the key that the secret is encrypted with.";
  return [subject.problem([...path, "kmsKey"], { message, got: kmsKey, fix })];
}
