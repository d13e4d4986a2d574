import type { Problem } from "../problem";
import { STANDARD_TAGS } from "../resolve/resolve";
import type { Rule } from "./rule";

/** Tags that a resource may have at AWS, less some that modules add. */
const MOST_TAGS = 45;

/** The tags that the platform asks for are there, and none stands twice or for something else. */
export const tags: Rule = (subject, { spec }) => {
  const problems: Problem[] = [];
  const tree = subject.merged(["tags"]);
  const written = tree?.kind === "map" ? [...tree.entries.keys()] : [];
  for (const key of spec.requiredTags ?? []) {
    if (written.includes(key) || (STANDARD_TAGS as readonly string[]).includes(key)) continue;
    const message = "is missing, and platform.yaml asks for it";
    problems.push(subject.problem(["tags", key], { message, fix: `Write \`${key}:\` under \`tags:\`.` }));
  }
  const taken = new Map<string, string>(STANDARD_TAGS.map((key) => [key, key]));
  for (const key of written) {
    // IAM holds keys that differ only in case to be the same.
    const other = taken.get(key.toLowerCase());
    taken.set(key.toLowerCase(), key);
    if (other === undefined) continue;
    const isStandard = (STANDARD_TAGS as readonly string[]).includes(other);
    const message = isStandard
      ? `is the tag ${other}, which is set for you`
      : `differs from ${other} only in case`;
    problems.push(subject.problem(["tags", key], { message, fix: "Remove it, or choose another key." }));
  }
  if (written.length + STANDARD_TAGS.length > MOST_TAGS) {
    const message = `are more than ${MOST_TAGS - STANDARD_TAGS.length}`;
    problems.push(subject.problem(["tags"], { message, fix: "AWS allows 50 tags on a resource." }));
  }
  return problems;
};
