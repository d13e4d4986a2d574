/** A value in the bytes that was skipped, to be parsed later or never. */
export interface Span {
  readonly start: number;
  readonly end: number;
  /** Where its numbers of many digits lie in `JsonScanner.longNumbers`. */
  readonly firstNumber: number;
  readonly numbersEnd: number;
}

/** The bytes are no JSON, or end in the middle of it. */
export class JsonSyntaxError extends Error {
  override readonly name = "JsonSyntaxError";
}

/** From so many characters on, a number may be one that JavaScript would round. */
const LONG_NUMBER = 16;

const SPACE = 0x20;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const COMMA = 0x2c;
const COLON = 0x3a;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;

/**
 * Walks over JSON in UTF-8 without parsing it, so that a large document is parsed only where somebody looks, piece
 * by piece, and is never in memory as a whole.
 */
export class JsonScanner {
  /** Start and end of each number of many digits that was passed. */
  readonly longNumbers: number[] = [];

  constructor(
    readonly bytes: Buffer,
    private at: number,
  ) {}

  /** Visits the members of the object here; the visitor must pass the value, by any method. */
  members(visit: (key: string) => void): void {
    this.expect(OPEN_OBJECT, "an object");
    if (this.closes(CLOSE_OBJECT)) return;
    do {
      const key = this.key();
      this.expect(COLON, '":"');
      visit(key);
    } while (this.goesOn(CLOSE_OBJECT));
  }

  /** Visits the elements of the list here; the visitor must pass each one. A null counts as an empty list. */
  elements(visit: () => void): void {
    if (this.peek() !== OPEN_LIST) {
      this.skip();
      return;
    }
    this.at++;
    if (this.closes(CLOSE_LIST)) return;
    do visit();
    while (this.goesOn(CLOSE_LIST));
  }

  /** Whether an object comes next. */
  isObject(): boolean {
    return this.peek() === OPEN_OBJECT;
  }

  /** Where the scanner is; the next value starts here or after white space. */
  position(): number {
    return this.at;
  }

  /** Passes the next value. */
  skip(): Span {
    this.peek();
    const { bytes } = this;
    const start = this.at;
    const firstNumber = this.longNumbers.length;
    let depth = 0;
    let at = start;
    // The inner loop of everything: it looks at each byte of a plan, most of which are in texts.
    do {
      const byte = bytes[at];
      if (byte === QUOTE) at = this.endOfString(at);
      else if (byte === undefined) throw ended();
      else if (byte <= SPACE) at++;
      else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
        depth++;
        at++;
      } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
        depth--;
        at++;
      } else if (byte === COMMA || byte === COLON) {
        if (depth === 0) throw this.wrong("a value");
        at++;
      } else at = this.endOfWord(at, byte);
    } while (depth > 0);
    this.at = at;
    if (depth < 0) throw this.wrong("a value");
    return { start, end: at, firstNumber, numbersEnd: this.longNumbers.length };
  }

  /** @param start Where the quote is. */
  private endOfString(start: number): number {
    const { bytes } = this;
    let at = start + 1;
    for (;;) {
      const byte = bytes[at];
      if (byte === QUOTE) return at + 1;
      if (byte === undefined) throw ended();
      at += byte === BACKSLASH ? 2 : 1;
    }
  }

  /** The end of a number, `true`, `false` or `null`. */
  private endOfWord(start: number, first: number): number {
    const { bytes } = this;
    let at = start;
    for (;;) {
      const byte = bytes[at] ?? COMMA;
      if (byte <= SPACE || byte === COMMA || byte === CLOSE_OBJECT || byte === CLOSE_LIST) break;
      at++;
    }
    const isNumber = first === MINUS || (first >= ZERO && first <= NINE);
    if (isNumber && at - start >= LONG_NUMBER) this.longNumbers.push(start, at);
    return at;
  }

  private key(): string {
    if (this.peek() !== QUOTE) throw this.wrong("a key");
    const start = this.at;
    this.at = this.endOfString(start);
    const text = this.bytes.toString("utf8", start + 1, this.at - 1);
    return text.includes("\\") ? String(JSON.parse(`"${text}"`)) : text;
  }

  /** The next byte that is no white space. */
  private peek(): number {
    for (;;) {
      const byte = this.bytes[this.at];
      if (byte === undefined) throw ended();
      if (byte > SPACE) return byte;
      this.at++;
    }
  }

  private expect(byte: number, what: string): void {
    if (this.peek() !== byte) throw this.wrong(what);
    this.at++;
  }

  private closes(byte: number): boolean {
    if (this.peek() !== byte) return false;
    this.at++;
    return true;
  }

  private goesOn(close: number): boolean {
    if (this.closes(close)) return false;
    this.expect(COMMA, 'a ","');
    return true;
  }

  private wrong(expected: string): JsonSyntaxError {
    return new JsonSyntaxError(`byte ${this.at} of the JSON is not ${expected}`);
  }
}

function ended(): JsonSyntaxError {
  return new JsonSyntaxError("the JSON ends in the middle");
}
