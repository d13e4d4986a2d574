import { expect, test } from "vitest";
import { FIRST, rolledOut, SECOND } from "../modules/delivery/rolled-out";
import { liveThrough } from "../support/module-sandbox";

test("approval, tasks, notifications and freezes are deployed, changed and destroyed, each time as planned", async (context) => {
  await liveThrough(context, {
    first: rolledOut(FIRST),
    second: rolledOut(SECOND),
    changes: (addresses) =>
      expect(addresses).toEqual(
        expect.arrayContaining([
          "aws_codepipeline.pipeline_pipeline",
          "aws_scheduler_schedule.freeze_nights_open",
          "aws_scheduler_schedule.freeze_winter_close",
          "aws_sfn_state_machine.freeze_machine",
          "aws_sfn_state_machine.step_machine",
        ]),
      ),
  });
});
