import { readFileSync } from "node:fs";
import { join } from "node:path";
import Handlebars from "handlebars";
import { repositoryRoot } from "./repository-root";

const compiled = new Map<string, Handlebars.TemplateDelegate>();

/**
 * Renders a template of this folder as Markdown. A name that the data lacks is an error, and every value is
 * escaped so that it cannot start Markdown or HTML of its own.
 *
 * @param name File name without `.hbs`.
 * @throws Error when the template asks for something that `data` does not have.
 */
export function renderMarkdown(name: string, data: object): string {
  return template(name)(data);
}

function template(name: string): Handlebars.TemplateDelegate {
  const known = compiled.get(name);
  if (known !== undefined) return known;
  const source = readFileSync(join(repositoryRoot(), "templates", `${name}.hbs`), "utf8");
  const made = Handlebars.compile(source, { strict: true });
  compiled.set(name, made);
  return made;
}
