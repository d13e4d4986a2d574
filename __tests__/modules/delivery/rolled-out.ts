import type { StackJson } from "../../../cli/sandbox/stack-json";
import {
  ArtifactBucket,
  approvalAction,
  DeliveryEvents,
  deployAction,
  deployStages,
  Freeze,
  gateOf,
  Pipeline,
  pipelineName,
  sourceOf,
  TaskStep,
} from "../../../modules/delivery";
import type { DeliveryEventsProps } from "../../../modules/delivery/delivery-events";
import type { FreezeWindow } from "../../../modules/delivery/freeze-windows";
import { CustomerKey } from "../../../modules/encryption";
import { parseCron } from "../../../modules/scaling/cron";
import { synth, TEST_IDENTITY } from "../../support/synth";
import { ON_FARGATE, REGISTERED } from "../compute/launches";

/** What a second edition changes. */
interface Edition {
  readonly isAsked: boolean;
  readonly windows: readonly FreezeWindow[];
  readonly states: DeliveryEventsProps["states"];
  readonly emails: readonly string[];
  readonly timeoutSeconds: number;
}

const NIGHTS: FreezeWindow = {
  kind: "recurring",
  name: "nights",
  from: cron("0 18 * * *"),
  until: cron("0 8 * * 1-5"),
  timeZone: "Asia/Tokyo",
};

export const FIRST: Edition = {
  isAsked: true,
  windows: [NIGHTS],
  states: ["failed"],
  emails: ["team@example.net"],
  timeoutSeconds: 3600,
};
export const SECOND: Edition = {
  isAsked: false,
  windows: [
    { ...NIGHTS, until: cron("0 9 * * 1-5") },
    {
      kind: "dated",
      name: "winter",
      from: "2050-12-18T18:00",
      until: "2051-01-04T12:00",
      timeZone: "Asia/Tokyo",
    },
  ],
  states: ["failed", "succeeded"],
  emails: [],
  timeoutSeconds: 600,
};

/** Account of the emulator. */
const IDENTITY = { ...TEST_IDENTITY, account: "123456789012" };
const CONNECTION =
  "arn:aws:codeconnections:us-west-2:123456789012:connection/1234abcd-12ab-34cd-56ef-1234567890ab";
const DEPLOYABLE = {
  engine: "rolling",
  imageIsOwnedElsewhere: true,
  clusterName: "team-test",
  serviceName: "blog",
  serviceArn: "arn:aws:ecs:us-west-2:123456789012:service/team-test/blog",
  containerName: "blog",
  family: REGISTERED.family,
  executionRoleArn: REGISTERED.executionRoleArn,
  taskRoleArn: REGISTERED.taskRoleArn,
  files: {},
  codeDeploy: undefined,
} as const;

/** A stack that can be deployed: a pipeline with everything around its deployment. */
export function rolledOut({ isAsked, windows, states, emails, timeoutSeconds }: Edition): StackJson {
  const { json } = synth((stack) => {
    stack.addOverride("terraform.required_providers.aws.version", ">= 5.100.0, < 7.0.0");
    const kmsKeyArn = new CustomerKey(stack, "encryption", { identity: IDENTITY, events: true }).arn;
    const common = { identity: IDENTITY, kmsKeyArn };
    const pipeline = pipelineName(IDENTITY, "blog");
    const { topicArn } = new DeliveryEvents(stack, "events", {
      ...common,
      pipelines: [pipeline],
      states,
      emails,
    });
    const step = new TaskStep(stack, "step", {
      identity: IDENTITY,
      name: "migrate",
      task: REGISTERED,
      launch: ON_FARGATE,
      timeoutSeconds,
      ready: [],
    }).action("#{source.CommitId}");
    const rollout = {
      approval: isAsked ? approvalAction({ what: "blog", topicArn, kmsKeyArn }) : undefined,
      before: step,
      deploy: deployAction(DEPLOYABLE, IDENTITY, false),
      after: step,
    };
    const origin = { kind: "connection", connectionArn: CONNECTION, repository: "example/blog" } as const;
    new Pipeline(stack, "pipeline", {
      ...common,
      name: "blog",
      source: sourceOf(
        { ...origin, branch: "main", branches: ["main"], paths: [] },
        { ...IDENTITY, imageRepository: "" },
      ),
      stages: deployStages(rollout),
      artifacts: new ArtifactBucket(stack, "artifacts", common),
      dependsOn: [],
    });
    new Freeze(stack, "freeze", {
      ...common,
      windows,
      gates: [{ pipeline, stage: gateOf(rollout) }],
      topicArn,
    });
  });
  return json as StackJson;
}

function cron(text: string) {
  const parsed = parseCron(text);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.value;
}
