const DIGEST = /^[a-z][a-z0-9]*:[0-9a-f]{64}$/;

/** The line that a person writes into a comment of the pull request to approve exactly one plan of one stack. */
export function approvalLine(stack: string, digest: string): string {
  return `teamstacks approve ${stack} ${digest}`;
}

/** The approvals in a comment: a line of its own each, and nothing else on it. */
export function approvalLines(body: string): readonly { readonly stack: string; readonly digest: string }[] {
  return body.split(/\r?\n/).flatMap((line) => {
    const [tool, verb, stack, digest, ...rest] = line.trim().split(/\s+/);
    if (tool !== "teamstacks" || verb !== "approve" || rest.length > 0) return [];
    return stack !== undefined && digest !== undefined && DIGEST.test(digest) ? [{ stack, digest }] : [];
  });
}
