import { stepProblems } from "../../modules/scaling/step-adjustments";
import type { Problem } from "../problem";
import type { Scaling } from "../scaling-plan";
import type { Rule, Subject } from "./rule";

/** Every value of the metric leads to one number of tasks, and what steps add does not fight what is tracked. */
export const scalingSteps: Rule = (subject) =>
  subject.environment.services.flatMap(({ name, scaling }) => {
    if (scaling?.step === undefined) return [];
    const path = ["services", name, "scaling", "step"];
    const { add, remove } = scaling.step;
    const contradictions = stepProblems(add, remove).map(({ of, message, fix }) =>
      subject.problem([...path, of], { message, fix }),
    );
    return [...contradictions, ...oneWay(subject, path, scaling), ...rivals(subject, path, scaling)];
  });

function oneWay(subject: Subject, path: readonly string[], plan: Scaling): Problem[] {
  const { add = [], remove = [] } = plan.step ?? {};
  if (add.length > 0 && (remove.length > 0 || tracked(plan).length > 0)) return [];
  const [message, fix] =
    add.length > 0
      ? [
          "only adds tasks, and nothing removes them",
          "Write `remove: [{ belowPercent: 20, tasks: 1 }]`, too.",
        ]
      : ["adds no tasks", "Write `add: [{ abovePercent: 60, tasks: 2 }]`, or remove it."];
  return [subject.problem(path, { severity: "warning", message, fix })];
}

/** Tracking holds tasks back only from tracking: a step takes them away while another metric is still high. */
function rivals(subject: Subject, path: readonly string[], plan: Scaling): Problem[] {
  const { step } = plan;
  const others = tracked(plan);
  if (step === undefined || others.length === 0) return [];
  if (step.remove.length > 0) {
    const message = `takes tasks away that ${others.join(" and ")} may need`;
    const fix = "Remove `remove` and leave that to what is tracked, or have steps only.";
    return [subject.problem([...path, "remove"], { message, fix })];
  }
  if (!others.includes(`${step.metric}Percent`)) return [];
  const lowest = Math.min(...step.add.map(({ percent }) => percent));
  const target = step.metric === "cpu" ? plan.cpuPercent : plan.memoryPercent;
  if (target === undefined || lowest > target) return [];
  const message = `adds tasks above ${lowest} %, and ${step.metric}Percent keeps ${target} %: they would come and go`;
  const fix = `Write an \`abovePercent\` well above ${target}.`;
  return [subject.problem([...path, "add"], { message, fix })];
}

function tracked({ cpuPercent, memoryPercent, requestsPerTaskPerMinute }: Scaling): string[] {
  const all = { cpuPercent, memoryPercent, requestsPerTaskPerMinute };
  return Object.entries(all).flatMap(([key, value]) => (value === undefined ? [] : [key]));
}
