import { devNull } from "node:os";
import { afterEach, expect, test, vi } from "vitest";
import { emulatorEnvironment, emulatorOverride, offlineOverride } from "../../../cli/sandbox/override";

afterEach(() => {
  vi.unstubAllEnvs();
});

const stack = {
  terraform: { backend: { s3: { bucket: "state" } } },
  provider: { aws: [{ region: "us-west-2" }, { alias: "global", region: "us-east-1" }] },
};

test("keeps the state in a file beside the stack, whatever backend the stack has", () => {
  expect(emulatorOverride(stack)["terraform"]).toEqual({ backend: { local: { path: "terraform.tfstate" } } });
});

test("gives dummy credentials to every provider of the stack, by alias", () => {
  const { aws } = emulatorOverride(stack)["provider"] as { aws: Record<string, unknown>[] };
  expect(aws.map(({ alias }) => alias)).toEqual([undefined, "global"]);
  expect(
    aws.every(({ access_key, secret_key }) => access_key === "sandbox" && secret_key === "sandbox"),
  ).toBe(true);
});

test("checks the account in an emulator, and has nobody to ask without one", () => {
  expect(emulatorOverride(stack)).toMatchObject({
    provider: { aws: [{ skip_requesting_account_id: false }, {}] },
  });
  expect(offlineOverride(stack)).toMatchObject({
    provider: { aws: [{ skip_requesting_account_id: true, allowed_account_ids: null }, {}] },
  });
});

test("refuses to use what the caller is signed in to", () => {
  vi.stubEnv("AWS_PROFILE", "production");
  vi.stubEnv("AWS_ENDPOINT_URL_RDS", "https://rds.us-west-2.amazonaws.com");
  const environment = { ...process.env, ...emulatorEnvironment("http://127.0.0.1:5000") };
  expect(environment.AWS_PROFILE).toBeUndefined();
  expect(environment.AWS_ENDPOINT_URL_RDS).toBeUndefined();
  expect(environment.AWS_ENDPOINT_URL).toBe("http://127.0.0.1:5000");
  expect(environment.AWS_CONFIG_FILE).toBe(devNull);
});
