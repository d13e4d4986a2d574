/** What to say when nobody has written the stack that was asked for. */
export function unknownStack(asked: string, known: readonly { readonly stack: string }[]): string {
  const names = known.map(({ stack }) => stack).join(", ");
  return `There is no stack ${JSON.stringify(asked)}. There are: ${names || "none"}.`;
}
