import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A synthesized stack: the parts of `cdk.tf.json` that are used here. */
export interface StackJson {
  readonly provider?: { readonly aws?: readonly AwsProviderJson[] };
  readonly resource?: Readonly<Record<string, Readonly<Record<string, ResourceJson>>>>;
  readonly [section: string]: unknown;
}

/** One `provider "aws"` block. */
export interface AwsProviderJson {
  /** Absent in the default provider. */
  readonly alias?: string;
  /** Account numbers that the stack may be deployed to. */
  readonly allowed_account_ids?: readonly string[];
  readonly [argument: string]: unknown;
}

/** The arguments of a resource. */
export interface ResourceJson {
  /** Rules for Terraform, not for AWS. */
  readonly lifecycle?: { readonly prevent_destroy?: boolean; readonly [rule: string]: unknown };
  readonly [argument: string]: unknown;
}

/** The account of a stack that names none; AWS's own example. */
const EXAMPLE_ACCOUNT = "123456789012";

/** Names of the stacks below a synthesis output, sorted. */
export function stackNames(output: string): readonly string[] {
  const directory = join(output, "stacks");
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .filter((name) => existsSync(join(directory, name, "cdk.tf.json")))
    .sort();
}

/**
 * Reads a synthesized stack.
 *
 * @throws Error when the stack is absent; the message names the stacks there are.
 */
export function readStack(output: string, stack: string): StackJson {
  const names = stackNames(output);
  if (!names.includes(stack)) {
    throw new Error(`there is no stack "${stack}" in ${output}; there are: ${names.join(", ") || "none"}`);
  }
  return JSON.parse(readFileSync(join(output, "stacks", stack, "cdk.tf.json"), "utf8")) as StackJson;
}

/** The account that the stack's provider insists on. */
export function accountOf(stack: StackJson): string {
  return stack.provider?.aws?.[0]?.allowed_account_ids?.[0] ?? EXAMPLE_ACCOUNT;
}
