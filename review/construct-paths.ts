/** A document of Terraform JSON; only what is used. */
export interface SynthesizedStack {
  readonly resource?: unknown;
  readonly data?: unknown;
}

type Named = Readonly<Record<string, Readonly<Record<string, Commented | undefined>> | undefined>>;

interface Commented {
  readonly "//"?: { readonly metadata?: { readonly path?: string } };
}

/** Path of each resource's construct below its stack, which CDKTF writes beside the resource, by address. */
export function constructPaths({ resource, data }: SynthesizedStack, stack: string): Record<string, string> {
  const kinds = [
    ["", resource],
    ["data.", data],
  ] as const;
  const found = kinds.flatMap(([prefix, types]) =>
    Object.entries((types ?? {}) as Named).flatMap(([type, named]) =>
      Object.entries(named ?? {}).flatMap(([name, block]) => {
        const path = block?.["//"]?.metadata?.path;
        return path === undefined
          ? []
          : [[`${prefix}${type}.${name}`, path.replace(`${stack}/`, "")] as const];
      }),
    ),
  );
  return Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1)));
}
