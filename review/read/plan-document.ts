/** A plan as it was read: every version in one shape, with the values still in clear. Never give it to a renderer. */
export interface PlanDocument {
  /** As in `1.2`. */
  readonly formatVersion: string;
  readonly terraformVersion?: string;
  readonly timestamp?: string;
  readonly errored: boolean;
  readonly complete: boolean;
  /** @default - absent before Terraform 1.8 */
  readonly applyable?: boolean;
  /** Resources that change, move or are imported, parsed one by one each time that somebody asks. */
  readonly changes: Iterable<RawChange>;
  readonly changeCount: number;
  readonly drift: readonly RawChange[];
  readonly outputs: Readonly<Record<string, RawValues>>;
  readonly checks: readonly unknown[];
  readonly deferred: readonly { readonly reason: string; readonly change: RawChange }[];
  readonly invocations: readonly { readonly deferred: boolean; readonly invocation: unknown }[];
  readonly configuration: RawConfiguration;
  /** Texts and numbers that Terraform marks as sensitive anywhere in the plan; some come more than once. */
  readonly secrets: ReadonlySet<string>;
}

/** A resource as the plan has it. */
export interface RawChange {
  readonly address: string;
  readonly previousAddress?: string;
  readonly module?: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly provider?: string;
  readonly deposed?: string;
  readonly reason?: string;
  readonly change: RawValues;
}

/** What changes, from what to what. */
export interface RawValues {
  readonly actions: readonly string[];
  readonly before: unknown;
  readonly after: unknown;
  readonly afterUnknown: unknown;
  readonly beforeSensitive: unknown;
  readonly afterSensitive: unknown;
  readonly replacePaths: readonly (readonly (string | number)[])[];
  readonly importing?: Readonly<Record<string, unknown>>;
  readonly generatedConfig: boolean;
}

/** The modules of a configuration. */
export interface RawConfiguration {
  readonly root_module?: RawModule;
}

/** A module of a configuration; only what is used. */
export interface RawModule {
  readonly resources?: readonly RawResource[];
  readonly module_calls?: Readonly<Record<string, RawModuleCall>>;
  readonly outputs?: Readonly<
    Record<string, { readonly expression?: unknown; readonly sensitive?: boolean }>
  >;
  readonly variables?: Readonly<Record<string, { readonly sensitive?: boolean }>>;
}

/** A resource of a configuration. */
export interface RawResource {
  readonly address?: string;
  readonly mode?: string;
  readonly type?: string;
  readonly name?: string;
  readonly expressions?: unknown;
  readonly for_each_expression?: unknown;
  readonly count_expression?: unknown;
  readonly depends_on?: readonly string[];
}

/** A call of a module. */
export interface RawModuleCall {
  readonly expressions?: Readonly<Record<string, unknown>>;
  readonly module?: RawModule;
  readonly depends_on?: readonly string[];
}

/** What was given is no plan that can be reviewed; the message says why and what to give instead. */
export class UnreadablePlanError extends Error {
  override readonly name = "UnreadablePlanError";
}
