import pc from "picocolors";
import { EXIT, type ExitCode } from "../exit";
import { printJson } from "../print-json";

/** Prints why a plan is not taken, all reasons at once. */
export function refuse(
  { stack, json }: { stack: string; json: boolean },
  problems: readonly string[],
): ExitCode {
  if (json) printJson({ stack, result: "refused", problems });
  for (const problem of problems) console.error(pc.red(`${stack}: ${problem}`));
  return EXIT.failed;
}
