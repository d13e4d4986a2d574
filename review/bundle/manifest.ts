import { z } from "zod";

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const commit = z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/);

const manifest = z.strictObject({
  schema: z.literal(1),
  stack: z.string().min(1),
  repository: z.string().regex(/^[\w.-]+\/[\w.-]+$/),
  pullRequest: z.int().min(1),
  headSha: commit,
  mergeSha: commit,
  removed: z.boolean(),
  plan: z.strictObject({ sha256: hash, bytes: z.int().min(1) }),
  review: z.strictObject({ sha256: hash }),
  stackDigest: hash,
  assets: z.record(z.string(), hash),
  lock: hash,
  terraform: z.string().min(1),
  providers: z.record(z.string(), z.string()),
  state: z.strictObject({ lineage: z.string(), serial: z.int().min(0) }),
  semanticDigest: z.string().regex(/^[a-z][a-z0-9]*:[0-9a-f]{64}$/),
});

/**
 * What a bundle pins: which plan (`plan`, `review`, `semanticDigest`), of which pull request (`repository`,
 * `pullRequest`, `headSha`, `mergeSha`), made from what (`stackDigest`, `assets`, `lock`, `providers`, `terraform`)
 * and for which state. `removed` says that the stack is gone from the head and the plan destroys it.
 */
export type Manifest = z.infer<typeof manifest>;

/**
 * Reads the text of a manifest.
 *
 * @throws Error that says which field is wrong.
 */
export function parseManifest(text: string): Manifest {
  const result = manifest.safeParse(JSON.parse(text));
  if (result.success) return result.data;
  throw new Error(`The manifest is wrong:\n${z.prettifyError(result.error)}`);
}

/** The text of a manifest; the order of its fields does not vary. */
export function manifestText(value: Manifest): string {
  return `${JSON.stringify(manifest.parse(value), undefined, 2)}\n`;
}
