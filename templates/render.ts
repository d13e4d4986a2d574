import { readFileSync } from "node:fs";
import { join } from "node:path";
import Handlebars from "handlebars";
import { repositoryRoot } from "./repository-root";
import { yamlScalar } from "./yaml-scalar";

/** Quotes a string so that the format takes it as one value, whatever is in it. */
type Quote = (text: string) => string;

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

/**
 * Renders a template of this folder as YAML. A name that the data lacks is an error, and every string of the
 * data arrives as a quoted scalar.
 *
 * @param name File name without `.hbs`.
 * @throws Error when the template asks for something that `data` does not have.
 */
export function renderYaml(name: string, data: object): string {
  // A JSON string is a YAML scalar on one line.
  return template(name, { noEscape: true })(quoted(data, JSON.stringify));
}

/**
 * Renders a template of this folder as YAML that people go on writing: as `renderYaml`, but a string is quoted
 * only where YAML would read it as something else.
 *
 * @param name File name without `.hbs`.
 * @throws Error when the template asks for something that `data` does not have.
 */
export function renderPlainYaml(name: string, data: object): string {
  return template(name, { noEscape: true })(quoted(data, yamlScalar));
}

/**
 * Renders a template of this folder as a shell script. A name that the data lacks is an error, and every
 * string of the data arrives as one single-quoted word.
 *
 * @param name File name without `.hbs`.
 * @throws Error when the template asks for something that `data` does not have.
 */
export function renderShell(name: string, data: object): string {
  const word: Quote = (text) => `'${text.replaceAll("'", `'\\''`)}'`;
  return template(name, { noEscape: true })(quoted(data, word));
}

/**
 * Renders a template of this folder as configuration of nginx. A name that the data lacks is an error, and every
 * string of the data arrives as one quoted parameter.
 *
 * @param name File name without `.hbs`.
 * @throws Error when the template asks for something that `data` does not have.
 */
export function renderNginx(name: string, data: object): string {
  return template(name, { noEscape: true })(quoted(data, JSON.stringify));
}

function quoted(value: unknown, quote: Quote): unknown {
  if (typeof value === "string") return quote(value);
  if (Array.isArray(value)) return value.map((item) => quoted(item, quote));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, quoted(item, quote)]));
}

function template(name: string, options: { readonly noEscape?: boolean } = {}): Handlebars.TemplateDelegate {
  const known = compiled.get(name);
  if (known !== undefined) return known;
  const source = readFileSync(join(repositoryRoot(), "templates", `${name}.hbs`), "utf8");
  const made = Handlebars.compile(source, { ...options, strict: true });
  compiled.set(name, made);
  return made;
}
