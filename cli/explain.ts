import { type Explanation, explain } from "../config/explain";
import { loadRoot } from "../config/load";
import { EXIT, type ExitCode } from "./exit";
import { printJson } from "./print-json";
import { printProblems } from "./print-problems";

export interface ExplainOptions {
  readonly root: string;
  readonly json: boolean;
  readonly team: string;
  readonly environment: string;
  readonly key: string | undefined;
}

/** `teamstacks explain`: prints which layer, file and line set each key of an environment. */
export function explainCommand(options: ExplainOptions): ExitCode {
  const loaded = loadRoot(options.root);
  const { problems } = loaded;
  if (problems.length > 0) printProblems(problems);
  const explanations = explain(loaded, options.team, options.environment, options.key);
  if (options.json) printJson(explanations);
  else process.stdout.write(explanations.map((one) => `${sentence(one)}\n`).join(""));
  return problems.some(({ severity }) => severity === "error") ? EXIT.failed : EXIT.ok;
}

function sentence({ key, value, layer, file, line, column }: Explanation): string {
  const place = file === undefined ? "" : ` ${file}:${line}:${column}`;
  return `${key}: ${JSON.stringify(value)}  # ${layer}${place}`;
}
