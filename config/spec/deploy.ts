import { z } from "zod";
import { cidrText } from "./cidr";
import { says } from "./says";
import { whole } from "./text";

/** What exchanges the tasks of a service on ECS. */
export const ENGINES = ["rolling", "codedeploy", "ecs-native"] as const;

/** How requests go over to the new tasks. */
export const STRATEGIES = ["all-at-once", "linear", "canary"] as const;

/** Who decides which image a service runs. */
export const RELEASE_OWNERS = ["terraform", "pipeline"] as const;

const functionArn = z
  .string()
  .regex(/^arn:aws:lambda:[a-z0-9-]+:\d{12}:function:[A-Za-z0-9_-]{1,64}(:[A-Za-z0-9_-]{1,128})?$/, {
    error: says(
      "is not the ARN of a Lambda function",
      'Write it like "arn:aws:lambda:us-west-2:111122223333:function:smoke-test".',
    ),
  });

const hooks = z
  .strictObject({
    beforeTraffic: functionArn.describe(
      "Lambda function that has to agree before the new tasks get requests; they are on the test port by then.",
    ),
    afterTraffic: functionArn.describe(
      "Lambda function that has to agree once the new tasks get all requests.",
    ),
  })
  .partial();

/** Engine, pace and tests of deployments. */
const deploySpec = z
  .strictObject({
    engine: z
      .enum(ENGINES)
      .describe(
        "`rolling` exchanges tasks in place; `codedeploy` and `ecs-native` start all new ones beside the old.",
      ),
    strategy: z
      .enum(STRATEGIES)
      .describe(
        "How requests go over to the new tasks: at once, in equal steps, or after a small first part.",
      ),
    stepPercent: whole(1, 99).describe("Share of the requests in each step, or in the first part."),
    stepMinutes: whole(1, 1440).describe("Minutes between two steps, or after the first part."),
    bakeMinutes: whole(0, 1440).describe(
      "Minutes that the old tasks are kept after the new ones got all requests: the time to go back at once.",
    ),
    testPort: whole(1, 65_535).describe(
      "Port of the public entrance where the new tasks are reached before they get requests; none when absent.",
    ),
    testFrom: z
      .array(cidrText)
      .max(3, { error: "has more than three blocks" })
      .describe("Blocks that reach the test port, within what `ingress.allow` lets in."),
    hooks: hooks.describe("Lambda functions that can stop a deployment, which then goes back."),
  })
  .partial();

const releaseSpec = z
  .strictObject({
    owner: z
      .enum(RELEASE_OWNERS)
      .describe(
        "Who changes the image once the service is there; when absent, the pipeline where there is one or `engine: codedeploy`, else Terraform.",
      ),
  })
  .partial();

/** Keys of a service about how a new version replaces the old one. */
export const deployKeys = {
  release: releaseSpec.describe("Who decides which image runs."),
  deploy: deploySpec.describe(
    "How a new version replaces the old one; on Beanstalk there is `beanstalk.deployment`.",
  ),
};
