import type { z } from "zod";
import type { DeployPlan, ReleaseOwner } from "../deploy-plan";
import type { deployKeys } from "../spec/deploy";
import { blocks } from "./blocks";
import type { Say } from "./say";

type Written = z.infer<typeof deployKeys.deploy>;
/** How versions follow each other; the test port has no default. */
export type FilledDeploy = Required<Omit<Written, "testPort">> & Pick<Written, "testPort">;

/** What a service says of how its versions follow each other. */
interface Saying {
  readonly release?: { readonly owner?: ReleaseOwner | undefined } | undefined;
  readonly pipeline: "none" | object;
  readonly deploy: FilledDeploy;
}

/** Who changes the image, and how a new version replaces the old one. */
export function resolveDeploy(
  say: Say,
  service: readonly string[],
  { release, pipeline, deploy }: Saying,
): { release: { owner: ReleaseOwner }; deploy: DeployPlan } {
  const { hooks, testPort, testFrom, ...rest } = deploy;
  // CodeDeploy registers what it starts: Terraform could not change it if it wanted to.
  const isElsewhere = pipeline !== "none" || deploy.engine === "codedeploy";
  return {
    release: { owner: release?.owner ?? (isElsewhere ? "pipeline" : "terraform") },
    deploy: {
      ...rest,
      testPort,
      testFrom: blocks(say, [...service, "deploy", "testFrom"], testFrom),
      hooks: { beforeTraffic: hooks.beforeTraffic, afterTraffic: hooks.afterTraffic },
    },
  };
}
