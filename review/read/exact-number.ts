import { randomUUID } from "node:crypto";
import { type JsonScanner, JsonSyntaxError, type Span } from "./scanner";

/** A number of so many digits that JavaScript would round it: kept as it is written. */
export class ExactNumber {
  constructor(readonly text: string) {}

  /** How `JSON.stringify` writes it: as text, which no reader rounds. */
  toJSON(): string {
    return this.text;
  }
}

/** Stands before the digits while they pass through `JSON.parse` as text. No document can know it. */
const MARK = `number ${randomUUID()} `;

/**
 * Parses a value that was skipped; numbers of many digits become `ExactNumber`.
 *
 * @throws JsonSyntaxError
 */
export function parseSpan(scanner: JsonScanner, span: Span): unknown {
  try {
    const { firstNumber, numbersEnd } = span;
    if (firstNumber === numbersEnd) return JSON.parse(scanner.bytes.toString("utf8", span.start, span.end));
    return JSON.parse(marked(scanner, span), revive);
  } catch (error) {
    if (error instanceof SyntaxError) throw new JsonSyntaxError("the JSON has a syntax error");
    throw error;
  }
}

function marked({ bytes, longNumbers }: JsonScanner, { start, end, firstNumber, numbersEnd }: Span): string {
  const pieces: string[] = [];
  let from = start;
  for (let index = firstNumber; index < numbersEnd; index += 2) {
    const numberStart = longNumbers[index] ?? end;
    const numberEnd = longNumbers[index + 1] ?? end;
    const digits = bytes.toString("utf8", numberStart, numberEnd);
    pieces.push(bytes.toString("utf8", from, numberStart), JSON.stringify(MARK + digits));
    from = numberEnd;
  }
  return pieces.join("") + bytes.toString("utf8", from, end);
}

function revive(_key: string, value: unknown): unknown {
  return typeof value === "string" && value.startsWith(MARK) ? exact(value.slice(MARK.length)) : value;
}

function exact(digits: string): number | ExactNumber {
  const number = Number(digits);
  if (Number.isNaN(number)) throw new JsonSyntaxError("the JSON has a syntax error");
  return String(number) === digits ? number : new ExactNumber(digits);
}
