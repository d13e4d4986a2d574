/** A program that the sandbox needs is absent; the message says what to install. */
export class MissingToolError extends Error {
  override readonly name = "MissingToolError";
}
