import { eachSensitive, marksAnything } from "../mask/sensitive-values";
import { parseSpan } from "./exact-number";
import type { RawChange } from "./plan-document";
import { rawChange } from "./raw-change";
import type { JsonScanner, Span } from "./scanner";

/**
 * The list `resource_changes`, of which only the places are kept: unchanged resources are never parsed, and changed
 * ones when somebody looks at them.
 */
export class ChangeSpans implements Iterable<RawChange> {
  private readonly spans: Span[] = [];

  constructor(
    private readonly scanner: JsonScanner,
    private readonly onSecret: (secret: string) => void,
  ) {}

  /** How many resources change. */
  get count(): number {
    return this.spans.length;
  }

  /** Passes the list, keeps the places of what changes, and reports every sensitive value. */
  read(): void {
    this.scanner.elements(() => this.readOne());
  }

  *[Symbol.iterator](): Iterator<RawChange> {
    for (const span of this.spans) yield rawChange(parseSpan(this.scanner, span));
  }

  private readOne(): void {
    const { scanner } = this;
    if (!scanner.isObject()) {
      scanner.skip();
      return;
    }
    const firstNumber = scanner.longNumbers.length;
    const start = scanner.position();
    let moved = false;
    let acts = false;
    scanner.members((key) => {
      if (key === "previous_address") moved = parseSpan(scanner, scanner.skip()) !== null;
      else if (key === "change" && scanner.isObject()) acts = this.readChange();
      else scanner.skip();
    });
    if (acts || moved) {
      const span = { start, end: scanner.position(), firstNumber, numbersEnd: scanner.longNumbers.length };
      this.spans.push(span);
    }
  }

  /** @returns whether it does anything. */
  private readChange(): boolean {
    const { scanner } = this;
    const spans = new Map<string, Span>();
    scanner.members((key) => {
      spans.set(key, scanner.skip());
    });
    const parsed = (key: string) => {
      const span = spans.get(key);
      return span === undefined ? undefined : parseSpan(scanner, span);
    };
    const masks = [parsed("before_sensitive"), parsed("after_sensitive")].filter(marksAnything);
    if (masks.length > 0) {
      const values = [parsed("before"), parsed("after")];
      for (const mask of masks) for (const value of values) eachSensitive(value, mask, this.onSecret);
    }
    const actions = parsed("actions");
    const quiet = Array.isArray(actions) && actions.every((action) => action === "no-op");
    return !quiet || (parsed("importing") ?? null) !== null;
  }
}
