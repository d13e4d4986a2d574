import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, LocalBackend } from "cdktf";
import type { Identity } from "../../modules/identity";
import { AddressedStack } from "../../stacks/addressed-stack";

export type Attributes = Record<string, unknown>;

/** A synthesized stack: resources by type and address. */
export interface Synthesized {
  readonly json: Record<string, unknown>;
  /** All resources of a type, by name. */
  all(type: string): Record<string, Attributes>;
  /** One resource; throws with the names there are when it is absent. */
  one(type: string, name: string): Attributes;
  /** Every address `type.name`, sorted. */
  addresses(): string[];
}

export const TEST_IDENTITY: Identity = {
  stack: "team-test",
  team: "team",
  environment: "test",
  account: "111122223333",
  region: "us-west-2",
  protect: false,
  iam: { path: "/", permissionsBoundary: undefined },
};

/** Synthesizes what `build` puts into a stack, with all of CDKTF's validations. */
export function synth(build: (stack: AddressedStack) => void): Synthesized {
  const outdir = mkdtempSync(join(tmpdir(), "teamstacks-test-"));
  try {
    const app = new App({ outdir, stackTraces: false });
    const stack = new AddressedStack(app, "test");
    new LocalBackend(stack, { path: "test.tfstate" });
    new AwsProvider(stack, "aws", { region: TEST_IDENTITY.region });
    build(stack);
    app.synth();
    return synthesized(JSON.parse(readFileSync(join(outdir, "stacks", "test", "cdk.tf.json"), "utf8")));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** Reads a `cdk.tf.json` document. */
export function synthesized(json: Record<string, unknown>): Synthesized {
  const resources = (json.resource ?? {}) as Record<string, Record<string, Attributes>>;
  const all = (type: string) => resources[type] ?? {};
  return {
    json,
    all,
    one(type, name) {
      const found = all(type)[name];
      if (found === undefined) {
        throw new Error(`no ${type}.${name}; there are: ${Object.keys(all(type)).join(", ") || "none"}`);
      }
      return found;
    },
    addresses: () =>
      Object.entries(resources)
        .flatMap(([type, named]) => Object.keys(named).map((name) => `${type}.${name}`))
        .sort(),
  };
}
