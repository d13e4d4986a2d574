/** What is wrong with a value, and what to write instead; `problem.ts` takes the two apart again. */
export function says(what: string, fix: string): string {
  return `${what}\n${fix}`;
}
