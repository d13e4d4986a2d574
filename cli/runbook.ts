import type { Environment, Service } from "../config/environment";
import { validate } from "../config/validate";
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

/** What the template asks for. */
export function runbookView(environment: Environment): object {
  const { stack, team, name, account, region, owners, protect, services, database } = environment;
  return {
    stack,
    team,
    environment: name,
    class: environment.class,
    account,
    region,
    owners,
    protect,
    cluster: stack,
    database: database?.databaseName,
    services: services.map((service) => serviceView(stack, service)),
  };
}

function serviceView(stack: string, { name, web, exec, preset }: Service): object {
  const [host] = web?.hosts ?? [];
  return {
    name,
    url: host === undefined ? undefined : `https://${host}`,
    logGroup: `/teamstacks/${stack}/${name}`,
    exec,
    ghost: preset === "ghost",
  };
}
