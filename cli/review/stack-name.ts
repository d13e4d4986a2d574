import { basename, dirname, resolve } from "node:path";

/** Names of files that say nothing about what is planned in them. */
const SAYS_NOTHING = /^(tf)?plan$|^terraform$|^show$|^out$/;

/** The name of a plan's stack: that of its file, or of its folder where the file is only called `tfplan`. */
export function stackName(file: string): string {
  const name = basename(file).replace(/(\.(review|json|tfplan|plan|show|out|binary))+$/, "");
  return name === "" || SAYS_NOTHING.test(name) ? basename(dirname(resolve(file))) || "plan" : name;
}

/** The name as a file's, which cannot lead out of its folder. */
export function reviewFileName(stack: string): string {
  const safe = stack
    .replace(/[^\w.-]/g, "_")
    .replace(/^\.+/, "_")
    .slice(0, 120);
  return `${safe}.review.json`;
}
