import { expect, test } from "vitest";
import { deliverable, FIRST, SECOND } from "../modules/delivery/deliverable";
import { liveThrough } from "../support/module-sandbox";

test("repositories, builds and pipelines of every kind of source are deployed, changed and destroyed, each time as planned", async (context) => {
  await liveThrough(context, {
    first: deliverable(FIRST),
    second: deliverable(SECOND),
    changes: (addresses) => {
      for (const type of ["aws_codepipeline", "aws_codebuild_project", "aws_ecr_lifecycle_policy"]) {
        expect(addresses.filter((address) => address.startsWith(`${type}.`))).not.toEqual([]);
      }
    },
  });
});
