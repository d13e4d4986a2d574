/**
 * Escapes text so that Terraform takes it literally: `${` and `%{` start nothing.
 *
 * This is the only place where text is escaped. It is applied once, to a whole resolved environment, so
 * that whatever a team writes reaches `cdk.tf.json` as the text it is, also inside JSON documents.
 *
 * @see https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences-1
 */
export function literal(text: string): string {
  return text.replace(/[$%](?=\{)/g, "$&$&");
}

/** `literal` on every string value of a tree of plain objects and arrays; keys are left as they are. */
export function literals<T>(value: T): T {
  if (typeof value === "string") return literal(value) as T;
  if (Array.isArray(value)) return value.map(literals) as T;
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, literals(item)])) as T;
  }
  return value;
}
