import { describe, expect, it } from "vitest";
import { isSecretName, isSecretText } from "../../../config/secret-looking";
import { complaints, validated, withEnvironment, withService } from "../../support/config";

const place = "teams/festa.yaml";
const app = "environments.production.services.app";
const fix = "Keep the value in Secrets Manager or an SSM parameter, and write its ARN under `secrets`.";

describe("secret values", () => {
  it.each([
    "DB_PASSWORD",
    "database__connection__password",
    "SECRET_KEY_BASE",
    "GITHUB_TOKEN",
    "apiKey",
    "PRIVATE_KEY",
    "smtp-pass",
  ])("takes %s for the name of a secret", (name) => expect(isSecretName(name)).toBe(true));

  it.each([
    "PASSWORD_FILE",
    "TOKEN_URL",
    "SECRET_ARN",
    "MAX_TOKENS",
    "COMPASS",
    "KEYBOARD",
    "AUTHOR",
    "PASSWORD_MIN_LENGTH",
    "BYPASS",
  ])("takes %s for harmless", (name) => expect(isSecretName(name)).toBe(false));

  it("knows credentials by their shape", () => {
    expect(isSecretText("postgres://app:hunter2@db/app")).toBe(true);
    expect(isSecretText("-----BEGIN RSA PRIVATE KEY-----")).toBe(true);
    expect(isSecretText("https://example.net/a:b@c")).toBe(false);
    expect(isSecretText("4e513f2a9c")).toBe(false);
  });

  it("refuses secrets as text, without repeating them", () => {
    const found = complaints(
      validated(
        withService(
          'environment: { DB_PASSWORD: hunter2, KEY: AKIAIOSFODNN7EXAMPLE }\ncommand: [app, "--key=AKIAIOSFODNN7EXAMPLE"]',
        ),
      ),
    );
    expect(found).toEqual([
      `${place}:21:37 ${app}.environment.DB_PASSWORD: has the name of a secret and a value in plain text. ${fix}`,
      `${place}:21:51 ${app}.environment.KEY: holds a credential. ${fix}`,
      `${place}:22:24 ${app}.command[1]: holds a credential. ${fix}`,
    ]);
    expect(found.join()).not.toMatch(/hunter2|AKIA/);
  });

  it("accepts references and pointers", () => {
    const text = withService(
      "environment: { DB_PASSWORD_FILE: /run/secret, A: { from: database.host } }\nsecrets: { DB_PASSWORD: { from: database.password } }",
    );
    expect(complaints(validated(text))).toEqual([]);
  });
});

describe("where secrets are", () => {
  const secret = (region: string, account: string) =>
    `arn:aws:secretsmanager:${region}:${account}:secret:a-AbCdEf`;

  it("accepts secrets of the same account and region", () => {
    expect(
      complaints(validated(withService(`secrets: { A: "${secret("us-west-2", "111122223333")}" }`))),
    ).toEqual([]);
  });

  it("warns of another account or region", () => {
    const text = `${withEnvironment(`datadog: { site: datadoghq.com, apiKeySecret: "${secret("us-east-1", "111122223333")}" }`)}        secrets: { A: { secret: "${secret("us-west-2", "444455556666")}", key: k } }\n`;
    expect(complaints(validated(text))).toEqual([
      `warning ${place}:16:51 environments.production.datadog.apiKeySecret: is in us-east-1, festa-production in us-west-2: tasks cannot start while that region is away. Replicate it to us-west-2 and write that ARN.`,
      `warning ${place}:22:20 ${app}.secrets.A: is in account 444455556666, festa-production in 111122223333: tasks start only if the secret's policy and its KMS key's policy let them read it. Copy it to account 111122223333 and write that ARN.`,
    ]);
  });
});

describe("numbers in variables", () => {
  it("accepts those that YAML reads as they are written", () => {
    const { environments } = validated(withService("environment: { A: 1, B: true, C: 0.5 }"));
    expect(environments?.[0]?.services[0]?.environment).toEqual({
      A: { text: "1" },
      B: { text: "true" },
      C: { text: "0.5" },
    });
  });

  it.each([
    ["1.10", "1.1"],
    ["0x1F", "31"],
    ["012", "12"],
    ["1e3", "1000"],
    ["True", "true"],
  ])("refuses %s", (written, read) => {
    expect(complaints(validated(withService(`environment: { A: ${written} }`)))).toEqual([
      `${place}:21:27 ${app}.environment.A: is read by YAML as ${read}, not as it is written; got "${written}". Put it in quotes: "${written}".`,
    ]);
  });
});
