import { type Block, parseBlock } from "../cidr";
import type { Problem } from "../problem";
import type { FleetRule, Subject } from "./rule";

const PATH = ["network", "ipv4Cidr"];

interface Placed {
  readonly subject: Subject;
  readonly block: Block;
}

/** VPCs that share an account and region do not overlap, so that they can be peered and told apart in logs. */
export const vpcOverlap: FleetRule = (subjects) => {
  const groups = new Map<string, Placed[]>();
  for (const subject of subjects) {
    const { account, region, network } = subject.environment;
    const block = parseBlock(network.ipv4Cidr);
    if (block === undefined || account === "" || region === "") continue;
    const key = `${account} ${region}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [{ subject, block }]);
    else group.push({ subject, block });
  }
  return [...groups.values()].flatMap(overlaps);
};

/** Sorted by start, a block can only overlap what reaches furthest so far: one pass instead of all pairs. */
function overlaps(placed: readonly Placed[]): Problem[] {
  const sorted = [...placed].sort((a, b) =>
    a.block.first < b.block.first ? -1 : a.block.first > b.block.first ? 1 : 0,
  );
  const problems: Problem[] = [];
  let furthest: Placed | undefined;
  for (const one of sorted) {
    if (furthest !== undefined && one.block.first <= furthest.block.last) {
      problems.push(...overlap(one, furthest), ...overlap(furthest, one));
    }
    if (furthest === undefined || one.block.last > furthest.block.last) furthest = one;
  }
  return problems;
}

function overlap({ subject, block }: Placed, other: Placed): Problem[] {
  // Of a block and its heirs, only the heirs have to change.
  const isSame = subject.whereabouts(PATH) === other.subject.whereabouts(PATH);
  if (isSame && !subject.inherits(PATH)) return [];
  const { stack, account, region } = other.subject.environment;
  const problem = subject.problemHere(PATH, {
    message: `overlaps ${other.block.canonical} of ${stack} (${other.subject.whereabouts(PATH)}) in account ${account}, ${region}`,
    got: block.canonical,
    fix: "Give each environment a block of its own.",
  });
  return [problem];
}
