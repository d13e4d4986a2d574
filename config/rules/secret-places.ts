import type { Problem } from "../problem";
import { containersOf } from "./containers";
import type { Rule, Subject } from "./rule";

/** Warns of secrets in another account or region: they work, but not by themselves. */
export const secretPlaces: Rule = (subject) => {
  const { datadog } = subject.environment;
  return [
    ...(datadog === undefined ? [] : elsewhere(subject, datadog.apiKey.arn, ["datadog", "apiKeySecret"])),
    ...containersOf(subject.environment).flatMap(({ container, path }) =>
      Object.entries(container.secrets).flatMap(([name, secret]) =>
        "arn" in secret ? elsewhere(subject, secret.arn, [...path, "secrets", name]) : [],
      ),
    ),
  ];
};

function elsewhere(subject: Subject, arn: string, path: readonly string[]): Problem[] {
  const { account, region, stack } = subject.environment;
  const [, , , secretRegion = "", secretAccount = ""] = arn.split(":");
  if (secretAccount === "" || account === "" || region === "") return [];
  const problems: Problem[] = [];
  if (secretAccount !== account) {
    const message = `is in account ${secretAccount}, ${stack} in ${account}: tasks start only if the secret's policy and its KMS key's policy let them read it`;
    const fix = `Copy it to account ${account} and write that ARN.`;
    problems.push(subject.problem(path, { severity: "warning", message, fix }));
  }
  if (secretRegion !== region) {
    const message = `is in ${secretRegion}, ${stack} in ${region}: tasks cannot start while that region is away`;
    const fix = `Replicate it to ${region} and write that ARN.`;
    problems.push(subject.problem(path, { severity: "warning", message, fix }));
  }
  return problems;
}
