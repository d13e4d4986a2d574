import { SecretSet } from "./secret-set";
import { maskForms } from "./token-patterns";

/** Hides secrets in texts: known ones by their value, and others by their form. */
export class Masker {
  private readonly secrets: SecretSet;

  constructor(secrets: Iterable<string>) {
    this.secrets = new SecretSet(secrets);
  }

  /** Whether the plan has no value that is marked as sensitive. */
  get knowsNone(): boolean {
    return this.secrets.isEmpty;
  }

  /** The text without secrets. */
  text(text: string): string {
    return maskForms(this.secrets.mask(text));
  }

  /** Whether a value that is marked as sensitive is in the text. */
  holdsKnown(text: string): boolean {
    return this.secrets.isIn(text);
  }
}
