/** Whose resources these are: where names, ARNs, IAM roles and protection come from. */
export interface Identity {
  /** `<team>-<environment>`: prefix of every AWS name. */
  readonly stack: string;
  readonly team: string;
  readonly environment: string;
  /** AWS account number. */
  readonly account: string;
  readonly region: string;
  /** Whether what holds data must not be destroyed. */
  readonly protect: boolean;
  readonly iam: { readonly path: string; readonly permissionsBoundary: string | undefined };
}
