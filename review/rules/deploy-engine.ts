import type { RawValues } from "../read";
import { destroys, type Rule } from "./rule";
import { attributeOf, type Side, textsOf, treesOf } from "./values";

const SHIFTS = ["BLUE_GREEN", "LINEAR", "CANARY"];

/** What exchanges the tasks of a service becomes something else. */
export const deployEngine: Rule = {
  name: "deploy-engine",
  severity: "warn",
  summary: "Something else exchanges the tasks of a service from now on.",
  check: ({ change, values }) => {
    if (change.type !== "aws_ecs_service" || change.group === "destroy" || change.group === "create")
      return [];
    const [before, after] = [engineOf(values, "before"), engineOf(values, "after")];
    if (before === after) return [];
    const service = textsOf(attributeOf(values, "before", "name"))[0] ?? change.name;
    const what = `moves ${service} from ${before} to ${after}`;
    return destroys(change)
      ? [
          `${what} by a new service: its tasks stop first, and requests find none until the new ones are healthy`,
        ]
      : [
          `${what} in place: tasks and requests stay where they are, and the next deployment is the first of that kind`,
        ];
  },
};

function engineOf(values: RawValues, side: Side): string {
  const inside = (block: string, name: string) =>
    treesOf(attributeOf(values, side, block)).flatMap((one) => textsOf(one[name]))[0];
  const controller = inside("deployment_controller", "type");
  if (controller === "CODE_DEPLOY") return "CodeDeploy";
  if (controller === "EXTERNAL") return "another controller";
  const strategy = inside("deployment_configuration", "strategy") ?? "ROLLING";
  return SHIFTS.includes(strategy) ? "blue/green by ECS" : "rolling deployments";
}
