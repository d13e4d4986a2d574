import { parse } from "yaml";

/** Words that YAML 1.1, which many editors still read, takes for true and false. */
const FORMER_BOOLEANS = /^(y|yes|n|no|on|off)$/i;

/** A string as a YAML scalar on one line, quoted only where plain text would be something else, also in `[ ]`. */
export function yamlScalar(text: string): string {
  const isPlain =
    /^[A-Za-z0-9][A-Za-z0-9_./-]*$/.test(text) && !FORMER_BOOLEANS.test(text) && parse(text) === text;
  // A JSON string is a YAML scalar.
  return isPlain ? text : JSON.stringify(text);
}
