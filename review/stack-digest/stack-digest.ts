import { canonicalJson, sha256 } from "./canonical-json";
import { canonicalLock } from "./lock-file";
import { withoutComments } from "./metadata";

/** The files of a synthesized stack that Terraform would read. */
export interface StackSource {
  /** The text of `cdk.tf.json`. */
  readonly configuration: string;
  /** SHA-256 of every other file, by its path in the folder; not of the lock file, plans, states and `.terraform`. */
  readonly files: Readonly<Record<string, string>>;
  /** The text of `.terraform.lock.hcl`. @default - there is none */
  readonly lock?: string;
}

/** Parts of a stack that can change on their own. */
export const STACK_PARTS = ["configuration", "backend", "providers", "terraform", "assets", "lock"] as const;

/** One of `STACK_PARTS`. */
export type StackPart = (typeof STACK_PARTS)[number];

/** What a stack is, in hashes. */
export interface StackDigest {
  /** Hash of all parts but the lock file, which `terraform init` may write after the synthesis. */
  readonly digest: string;
  /** Hash of each part. */
  readonly parts: Readonly<Record<StackPart, string>>;
  /** Hash of what no plan depends on: construct paths and other comments. */
  readonly metadata: string;
}

/**
 * The digest of a synthesized stack. The order of keys and the comments of CDKTF (`//`) do not matter; a local
 * state's folder counts from where the path has left the output, so that it does not matter where that lies.
 *
 * @throws Error when `cdk.tf.json` is not JSON, or the lock file not one.
 */
export function stackDigest({ configuration, files, lock }: StackSource): StackDigest {
  const { configuration: document, comments } = withoutComments(JSON.parse(configuration));
  const { terraform: block, ...rest } = record(document);
  const { backend, cloud, required_providers, ...settings } = record(block);
  const parts: Record<StackPart, string> = {
    configuration: hash([rest, longNumbers(configuration)]),
    backend: hash([withoutClimb(backend), cloud]),
    providers: hash(required_providers),
    terraform: hash(settings),
    assets: hash(files),
    lock: hash(lock === undefined ? null : canonicalLock(lock)),
  };
  const { lock: _, ...own } = parts;
  return { digest: hash(own), parts, metadata: hash(comments) };
}

function hash(value: unknown): string {
  return sha256(canonicalJson(value));
}

/** Numbers that JavaScript rounds, as they are written. */
function longNumbers(text: string): string[] {
  return (text.match(/-?\d[\d.]{15,}(?:[eE][+-]?\d+)?/g) ?? []).sort();
}

function withoutClimb(backend: unknown): unknown {
  const { local } = record(backend);
  const { path } = record(local);
  if (typeof path !== "string") return backend;
  return { ...record(backend), local: { ...record(local), path: path.replace(/^(\.\.\/)+/, "") } };
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
