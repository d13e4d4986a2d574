import type { Problem } from "../problem";
import type { Rule } from "./rule";

const ALLOW = ["ingress", "allow"];
const PUBLIC = ["ingress", "public"];

/** Who may enter is said once: a list of blocks, or `public: true`; nothing opens to everybody by the way. */
export const allowList: Rule = (subject) => {
  const { ingress } = subject.environment;
  if (ingress === undefined) return [];
  const list = subject.merged(ALLOW);
  const written = list?.kind === "list" ? list.items : [];
  const problems: Problem[] = written.flatMap((item, index) => {
    const text = item.kind === "scalar" ? String(item.value) : "";
    if (!/\/0+$/.test(text)) return [];
    const fix = "Write `public: true` and `allow: []` if that is meant; else name the blocks.";
    return [subject.problem([...ALLOW, index], { message: "lets everybody in", got: text, fix })];
  });
  if (ingress.access.kind === "public" && written.length > 0) {
    const fix = "Write `allow: []` to let everybody in, or `public: false` to let in only the list.";
    problems.push(
      subject.problem(PUBLIC, { message: "is true although there is a list of who may enter", fix }),
    );
  }
  if (ingress.access.kind === "allow" && written.length === 0) {
    const fix = "Write `allow:` with the blocks that may enter, or `public: true`.";
    problems.push(subject.problem(ALLOW, { message: "lets nobody in", fix }));
  }
  return problems;
};
