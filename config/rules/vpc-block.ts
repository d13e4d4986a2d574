import { VPC_PREFIX } from "../../modules/network/subnet-plan";
import { type Block, contains, parseBlock } from "../cidr";
import type { Problem } from "../problem";
import type { Rule } from "./rule";

const PRIVATE = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"];
const PATH = ["network", "ipv4Cidr"];

/** The block of a VPC is private and neither larger than AWS takes nor too small for its subnets. */
export const vpcBlock: Rule = (subject) => {
  const { ipv4Cidr } = subject.environment.network;
  const block = parseBlock(ipv4Cidr);
  if (block === undefined) return [];
  const problems: Problem[] = [];
  if (block.prefix < VPC_PREFIX.min) {
    const message = `is larger than a VPC, which is at most a /${VPC_PREFIX.min}`;
    problems.push(
      subject.problem(PATH, { message, got: ipv4Cidr, fix: `Write ${like(block, VPC_PREFIX.min)}.` }),
    );
  }
  if (block.prefix > VPC_PREFIX.max) {
    const message = `has no room for the subnets, which need a /${VPC_PREFIX.max} or larger`;
    problems.push(
      subject.problem(PATH, { message, got: ipv4Cidr, fix: `Write a block such as ${widened(block)}.` }),
    );
  }
  if (!PRIVATE.some((text) => isInside(block, text))) {
    const fix = `Choose one in ${PRIVATE.slice(0, -1).join(", ")} or ${PRIVATE.at(-1)}.`;
    problems.push(subject.problem(PATH, { message: "is not a private block", got: ipv4Cidr, fix }));
  }
  return problems;
};

function isInside(block: Block, text: string): boolean {
  const outer = parseBlock(text);
  return outer !== undefined && contains(outer, block);
}

function like(block: Block, prefix: number): string {
  return `"${block.canonical.split("/")[0]}/${prefix}"`;
}

/** The block of the smallest size that surrounds this one. */
function widened(block: Block): string {
  const around = parseBlock(`${block.canonical.split("/")[0]}/${VPC_PREFIX.max}`);
  return `"${around?.canonical}"`;
}
