import { validate } from "../config/validate";
import { runbookView } from "../stacks/runbook";
import { renderMarkdown } from "../templates/render";
import { EXIT, type ExitCode } from "./exit";
import { printJson } from "./print-json";
import { printProblems } from "./print-problems";
import { unknownStack } from "./unknown-stack";

/** `teamstacks runbook`: prints how to operate an environment. */
export function runbook(options: { root: string; json: boolean; stack: string }): ExitCode {
  const { environments, problems } = validate(options.root);
  if (environments === undefined) {
    printProblems(problems);
    return EXIT.failed;
  }
  const environment = environments.find(({ stack }) => stack === options.stack);
  if (environment === undefined) {
    console.error(unknownStack(options.stack, environments));
    return EXIT.failed;
  }
  const view = runbookView(environment);
  if (options.json) printJson(view);
  else process.stdout.write(renderMarkdown("runbook", view));
  return EXIT.ok;
}
