/*
 * The expressions of GitHub Actions, as far as a reader needs them: whether they can be read, and what they name.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/expressions
 */

const TOKEN =
  /\s*(?:(?<text>'(?:[^']|'')*')|(?<number>-?\d+(?:\.\d+)?)|(?<name>[A-Za-z_][A-Za-z0-9_-]*)|(?<sign>&&|\|\||==|!=|<=|>=|[<>!().,[\]*]))/y;

const FUNCTIONS = [
  "always",
  "cancelled",
  "contains",
  "failure",
  "format",
  "fromJSON",
  "join",
  "startsWith",
  "success",
  "toJSON",
];
const WORDS = ["true", "false", "null"];

/** The names that an expression reads, as in `needs.synth.outputs.any`. @throws Error when it cannot be read. */
export function namesIn(expression: string): string[] {
  const tokens = tokensOf(expression);
  const names: string[] = [];
  let at = 0;
  const next = () => tokens[at];
  const take = (wanted?: string) => {
    const token = tokens[at++];
    if (token === undefined || (wanted !== undefined && token !== wanted)) {
      throw new Error(`${expression}: ${wanted ?? "a value"} is missing at ${token ?? "the end"}`);
    }
    return token;
  };
  const value = (): void => {
    const token = take();
    if (token === "!") {
      value();
      return;
    }
    if (token === "(") {
      either();
      take(")");
      return;
    }
    if (/^['\d-]/.test(token) || WORDS.includes(token)) return;
    if (!/^[A-Za-z_]/.test(token)) throw new Error(`${expression}: ${token} is no value`);
    if (next() === "(") {
      if (!FUNCTIONS.includes(token)) throw new Error(`${expression}: there is no function ${token}`);
      take("(");
      while (next() !== ")") {
        either();
        if (next() === ",") take(",");
      }
      take(")");
      return;
    }
    let name = token;
    while (next() === ".") {
      take(".");
      name += `.${take()}`;
    }
    names.push(name);
  };
  const comparison = (): void => {
    value();
    while (["==", "!=", "<", ">", "<=", ">="].includes(next() ?? "")) {
      take();
      value();
    }
  };
  const either = (): void => {
    comparison();
    while (["&&", "||"].includes(next() ?? "")) {
      take();
      comparison();
    }
  };
  either();
  if (at !== tokens.length) throw new Error(`${expression}: ${tokens[at]} is too much`);
  return names;
}

function tokensOf(expression: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  const whole = expression.trimEnd();
  while (TOKEN.lastIndex < whole.length) {
    const start = TOKEN.lastIndex;
    const match = TOKEN.exec(whole);
    if (match === null) throw new Error(`${expression}: cannot be read at ${whole.slice(start)}`);
    tokens.push(match[0].trim());
  }
  return tokens;
}
