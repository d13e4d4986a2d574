import type { PipelineAction, PipelineStage } from "./stage";

/** What happens to an image that was built, in this order. */
export interface Rollout {
  /** Waits for a person. @default - nobody is asked */
  readonly approval?: PipelineAction | undefined;
  /** A task with the new image before the running containers are touched, such as a migration. */
  readonly before?: PipelineAction | undefined;
  readonly deploy: PipelineAction;
  /** A task with the new image after it, such as a smoke test. */
  readonly after?: PipelineAction | undefined;
}

/**
 * The stages after the build. The task before is a stage of its own: going back deploys the last good image again,
 * but does not migrate again. Only a task after the deployment, which alone can find a fault in what was deployed well,
 * makes the pipeline go back; a deployment that fails goes back by its own engine.
 *
 * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/stage-rollback-auto.html
 */
export function deployStages({ approval, before, deploy, after }: Rollout): PipelineStage[] {
  return [
    ...(approval === undefined ? [] : [{ name: "Approve", actions: [approval] }]),
    ...(before === undefined ? [] : [{ name: "Prepare", actions: [{ ...before, runOrder: 1 }] }]),
    after === undefined
      ? { name: "Deploy", actions: [{ ...deploy, runOrder: 1 }] }
      : {
          name: "Deploy",
          actions: [
            { ...deploy, runOrder: 1 },
            { ...after, runOrder: 2 },
          ],
          onFailure: "ROLLBACK",
        },
  ];
}

/** Stage that a freeze keeps images out of: the first after the build. */
export function gateOf({ approval, before }: Readonly<Partial<Record<keyof Rollout, unknown>>>): string {
  if (approval) return "Approve";
  return before ? "Prepare" : "Deploy";
}
