/** Says so, and returns true, when patterns were given and no stack has such a name. */
export function noStackMatches(stacks: readonly unknown[], only: readonly string[] | undefined): boolean {
  if (only === undefined || stacks.length > 0) return false;
  console.error(`No stack has a name like ${only.join(" or ")}.`);
  return true;
}
