import { type DatedFreeze, momentOf } from "./freeze-windows";

/** Where a freeze keeps images out. */
export interface Gate {
  /** Name of a pipeline. */
  readonly pipeline: string;
  /** Stage of it that nothing enters. */
  readonly stage: string;
}

/** What a schedule tells the state machine. */
export type FreezeOrder = { readonly edge: "close" | "open"; readonly window: string };

/** What people read who ask why a stage is closed; letters, digits and `!@().*?-` only. */
const REASON = "A freeze window of the team file.";

const RETRY = [{ ErrorEquals: ["States.ALL"], IntervalSeconds: 10, MaxAttempts: 6, BackoffRate: 2 }];

/**
 * The state machine that closes and opens the gates of all pipelines, in the Amazon States Language. An end of a window
 * opens nothing while a dated window lasts: the end of a weekend does not end the Christmas that it is in.
 *
 * What waits at a gate goes on when it opens; of several images, the newest.
 *
 * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/transitions.html
 */
export function freezeDefinition(gates: readonly Gate[], dated: readonly DatedFreeze[]) {
  const begins = { Condition: "{% $states.input.edge = 'close' %}", Next: "Close" };
  const lasting = { Condition: `{% ${lasts(dated)} %}`, Next: "StillFrozen" };
  return {
    Comment: "Closes and opens the pipelines of an environment",
    QueryLanguage: "JSONata",
    StartAt: "Which",
    States: {
      Which: {
        Type: "Choice",
        Choices: [begins, ...(dated.length === 0 ? [] : [lasting])],
        Default: "Open",
      },
      Close: parallel(gates, "disableStageTransition", { Reason: REASON }),
      Open: parallel(gates, "enableStageTransition", {}),
      ...(dated.length > 0 && { StillFrozen: { Type: "Succeed" } }),
    },
  };
}

/** Whether now is within one of the windows: moments in milliseconds, from the first on, before the second. */
function lasts(dated: readonly DatedFreeze[]): string {
  const moments = dated.map(
    ({ from, until, timeZone }) =>
      `{ 'from': ${momentOf(from, timeZone)}, 'until': ${momentOf(until, timeZone)} }`,
  );
  return `($at := $millis(); $exists([${moments.join(", ")}][from <= $at and $at < until]))`;
}

function parallel(gates: readonly Gate[], call: string, more: Readonly<Record<string, string>>) {
  return {
    Type: "Parallel",
    Branches: gates.map(({ pipeline, stage }) => ({
      StartAt: pipeline.slice(0, LONGEST_STATE),
      States: {
        [pipeline.slice(0, LONGEST_STATE)]: {
          Type: "Task",
          Resource: `arn:aws:states:::aws-sdk:codepipeline:${call}`,
          Arguments: { PipelineName: pipeline, StageName: stage, TransitionType: "Inbound", ...more },
          Retry: RETRY,
          End: true,
        },
      },
    })),
    End: true,
  };
}

/** Longest name of a state. @see https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const LONGEST_STATE = 80;
