import { eachSensitive, marksAnything } from "../mask/sensitive-values";
import { parseSpan } from "./exact-number";
import { loose } from "./raw-change";
import type { JsonScanner, Span } from "./scanner";

/** Passes `prior_state` and reports every sensitive value in it; data sources are nowhere else in a plan. */
export function readState(scanner: JsonScanner, found: (secret: string) => void): void {
  inObject(scanner, (key) => {
    if (key !== "values") return scanner.skip();
    return inObject(scanner, (inner) => {
      if (inner === "outputs") return readOutputs(scanner, found);
      return inner === "root_module" ? readModule(scanner, found) : scanner.skip();
    });
  });
}

function readOutputs(scanner: JsonScanner, found: (secret: string) => void): void {
  for (const output of Object.values(loose(parseSpan(scanner, scanner.skip())))) {
    const { sensitive, value } = loose(output);
    if (sensitive === true) eachSensitive(value, true, found);
  }
}

function readModule(scanner: JsonScanner, found: (secret: string) => void): void {
  inObject(scanner, (key) => {
    if (key === "resources") scanner.elements(() => readResource(scanner, found));
    else if (key === "child_modules") scanner.elements(() => readModule(scanner, found));
    else scanner.skip();
  });
}

function readResource(scanner: JsonScanner, found: (secret: string) => void): void {
  const spans = new Map<string, Span>();
  inObject(scanner, (key) => spans.set(key, scanner.skip()));
  const [values, masks] = [spans.get("values"), spans.get("sensitive_values")];
  if (values === undefined || masks === undefined) return;
  const mask = parseSpan(scanner, masks);
  if (marksAnything(mask)) eachSensitive(parseSpan(scanner, values), mask, found);
}

function inObject(scanner: JsonScanner, visit: (key: string) => unknown): void {
  if (scanner.isObject()) scanner.members((key) => void visit(key));
  else scanner.skip();
}
