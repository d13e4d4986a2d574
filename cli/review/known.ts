import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { constructPaths, type SynthesizedStack } from "../../review/construct-paths";
import { type Provenance, parseProvenance } from "../../review/provenance";

/** Where facts about a stack are looked for. */
export interface KnownFrom {
  /** File of a plan, or `-`. */
  readonly plan: string;
  readonly stack: string;
  /** Output of a synthesis. @default - the folder of the plan, when it holds a synthesized stack */
  readonly stacks?: string;
  /** What `teamstacks provenance` printed. @default - only construct paths are known */
  readonly provenance?: string;
}

/** What is known of a stack besides its plan. */
export function known({ plan, stack, stacks, provenance }: KnownFrom): Provenance | undefined {
  if (provenance !== undefined) return parseProvenance(readFileSync(provenance, "utf8"));
  const folders =
    stacks === undefined
      ? plan === "-"
        ? []
        : [dirname(plan)]
      : [join(stacks, "stacks", stack), join(stacks, stack)];
  const file = folders.map((folder) => join(folder, "cdk.tf.json")).find(existsSync);
  if (file === undefined) return undefined;
  const paths = constructPaths(JSON.parse(readFileSync(file, "utf8")) as SynthesizedStack, stack);
  const sources = Object.fromEntries(Object.entries(paths).map(([address, path]) => [address, { path }]));
  return { stack, owners: [], sources };
}
