import { parseBlock } from "../cidr";
import type { Problem } from "../problem";
import { suggest } from "../suggest";
import type { FleetRule, Subject } from "./rule";

const BLOCK = ["network", "ipv4Cidr"];
const PEERS = ["network", "peers"];

/** Characters beyond which nobody reads a list of all stacks. */
const LONGEST_LIST = 200;

/** Networks that will be connected exist and have blocks that do not overlap, wherever they are. */
export const peers: FleetRule = (subjects) => {
  const byStack = new Map(subjects.map((subject) => [subject.environment.stack, subject]));
  return subjects.flatMap((subject) =>
    subject.environment.network.peers.flatMap((peer, index) => {
      const path = [...PEERS, index];
      const other = byStack.get(peer);
      if (other === undefined) {
        const near = suggest(peer, [...byStack.keys()], "stacks");
        const fix = near.length > LONGEST_LIST ? "`teamstacks list` prints all stacks." : near;
        return [subject.problem(path, { message: "is not a stack", got: peer, fix })];
      }
      return other === subject ? itself(subject, path) : overlap(subject, other);
    }),
  );
};

/** A list that is taken over from a peer names the one who takes it over, and means nothing by it. */
function itself(subject: Subject, path: readonly (string | number)[]): Problem[] {
  if (subject.inherits(path)) return [];
  const { stack } = subject.environment;
  return [subject.problem(path, { message: "is this environment itself", got: stack, fix: "Remove it." })];
}

function overlap(subject: Subject, other: Subject): Problem[] {
  // Within an account and region nothing overlaps anyway, peers or not.
  if (placeOf(subject) === placeOf(other)) return [];
  const mine = parseBlock(subject.environment.network.ipv4Cidr);
  const theirs = parseBlock(other.environment.network.ipv4Cidr);
  if (mine === undefined || theirs === undefined) return [];
  if (mine.first > theirs.last || theirs.first > mine.last) return [];
  const { stack } = other.environment;
  const message = `overlaps ${theirs.canonical} of its peer ${stack} (${other.whereabouts(BLOCK)})`;
  const fix = "Give one of the two another block, or take it out of `peers`.";
  return [subject.problemHere(BLOCK, { message, got: mine.canonical, fix })];
}

function placeOf({ environment: { account, region } }: Subject): string {
  return `${account} ${region}`;
}
