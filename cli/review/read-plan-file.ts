import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import { dirname } from "node:path";
import { showPlan } from "../bundling/show-plan";

/** First bytes of a zip, which is what Terraform saves a plan as. */
const ZIP = Buffer.from("PK\x03\x04", "latin1");

/**
 * The JSON of a plan: a file with it, `-` for standard input, or a saved plan that Terraform shows in the plan's
 * own folder, where its providers are.
 *
 * @throws Error that says what is wrong with the file.
 */
export async function readPlanFile(file: string): Promise<Uint8Array> {
  if (file === "-") return readFileSync(0);
  return isZip(file) ? showPlan(file, dirname(file)) : readFileSync(file);
}

function isZip(file: string): boolean {
  const first = Buffer.alloc(ZIP.length);
  const handle = openSync(file, "r");
  try {
    return readSync(handle, first) === ZIP.length && first.equals(ZIP);
  } finally {
    closeSync(handle);
  }
}
