import pc from "picocolors";
import type { DownResult, UpResult } from "./sandbox";
import type { PlannedChange } from "./terraform";

/** Lines of Terraform that say what happens to a resource, without the plan and the advice around them. */
const TELLING = /^(aws_|data\.|Apply complete|Warning|Error|│|╷|╵)/;
const WAITING = /: (Still |Refreshing|Reading|Read complete)/;

/** Prints what is going on to standard error: the sandbox's own steps, and Terraform's as they end. */
export function progressPrinter(): (line: string, source: "sandbox" | "terraform") => void {
  const start = Date.now();
  return (line, source) => {
    if (source === "terraform" && (!TELLING.test(line) || WAITING.test(line))) return;
    const seconds = `${Math.round((Date.now() - start) / 1000)} s`.padStart(6);
    console.error(`${pc.dim(seconds)} ${source === "sandbox" ? pc.bold(line) : line}`);
  };
}

/** Prints where a deployed stack is and what it gives. */
export function printUp({ stack, url, account, resources, outputs }: UpResult): void {
  console.error(pc.green(`${stack} is up: ${resources} resources in account ${account} of the AWS emulator`));
  for (const [name, value] of Object.entries(outputs)) {
    console.log(`${name} = ${typeof value === "string" ? value : JSON.stringify(value)}`);
  }
  console.error(`look around:  curl -s ${url}/moto-api/inventory`);
  console.error(`change it:    edit the team file, then npx teamstacks sandbox plan ${stack}`);
  console.error(`take it down: npx teamstacks sandbox down ${stack}`);
}

/** Prints what deploying again would change, a line each. */
export function printPlan(stack: string, changes: readonly PlannedChange[]): void {
  for (const { address, actions } of changes) console.log(`${actions.join(" and ")} ${address}`);
  console.error(changes.length === 0 ? `${stack} is as its team file says` : `${changes.length} changes`);
}

/** Prints what a teardown left, if anything. */
export function printDown({ stack, left, kept }: DownResult): void {
  for (const [collection, names] of Object.entries(left))
    console.log(`left: ${collection} ${names.join(", ")}`);
  for (const [collection, names] of Object.entries(kept)) {
    console.error(`AWS would keep, as the stack says: ${collection} ${names.join(", ")}`);
  }
  if (Object.keys(left).length === 0) console.error(pc.green(`${stack} is gone, and nothing is left behind`));
}
