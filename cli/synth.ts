import { validate } from "../config/validate";
import { EXIT, type ExitCode } from "./exit";
import { printJson } from "./print-json";
import { printProblems } from "./print-problems";

/** `teamstacks synth`: checks everything, then writes every stack, or nothing when there is a problem. */
export function synth(options: { root: string; out: string; json: boolean }): ExitCode {
  const { environments, problems } = validate(options.root);
  if (environments === undefined) {
    if (options.json) printJson({ stacks: [], problems });
    printProblems(problems);
    return EXIT.failed;
  }
  const { synthesize }: typeof import("../stacks/synthesize") = require("../stacks/synthesize");
  const stacks = synthesize(environments, options);
  printProblems(problems);
  if (options.json) printJson({ stacks, problems });
  else
    console.error(`${stacks.length} ${stacks.length === 1 ? "stack" : "stacks"} written to ${options.out}`);
  return EXIT.ok;
}
