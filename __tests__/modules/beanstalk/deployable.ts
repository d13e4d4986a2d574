import type { StackJson } from "../../../cli/sandbox/stack-json";
import { Vpc } from "../../../modules/network";
import { synth, TEST_IDENTITY } from "../../support/synth";
import { addServices, BLOG, CRUNCHER, WEB } from "./fixture";

/** What a second edition of the services changes. */
interface Edition {
  readonly image: string;
  readonly maxInstances: number;
  readonly morning: string;
  readonly ipAddressType: "dualstack" | "ipv4";
}

export const FIRST: Edition = {
  image: "ghost:6.77.0-alpine",
  maxInstances: 6,
  morning: "0 23 * * 0-4",
  ipAddressType: "dualstack",
};

export const SECOND: Edition = {
  image: "ghost:6.78.0-alpine",
  maxInstances: 10,
  morning: "30 22 * * 0-4",
  ipAddressType: "ipv4",
};

/** A stack that can be deployed: a network with a web and a worker service on Elastic Beanstalk. */
export function deployable(edition: Edition = FIRST): StackJson {
  const { json } = synth((stack) => {
    stack.addOverride("terraform.required_providers.aws.version", ">= 5.100.0, < 7.0.0");
    const network = new Vpc(stack, "network", {
      identity: TEST_IDENTITY,
      ipv4Cidr: "10.20.0.0/16",
      availabilityZones: ["us-west-2a", "us-west-2b"],
      nat: "none",
      interfaceEndpoints: [],
      flowLogRetentionDays: undefined,
      kmsKeyArn: undefined,
    });
    const task = {
      ...BLOG.task,
      containers: BLOG.task.containers.map((each) => ({ ...each, image: edition.image })),
    };
    addServices(
      stack,
      [
        {
          ...BLOG,
          placement: "public",
          task,
          bundleTask: task,
          web: { ...WEB, ipAddressType: edition.ipAddressType },
        },
        {
          ...CRUNCHER,
          placement: "public",
          instances: { ...CRUNCHER.instances, max: edition.maxInstances },
          schedules: CRUNCHER.schedules.map((each) =>
            each.name === "morning" ? { ...each, recurrence: edition.morning } : each,
          ),
        },
      ],
      network,
    );
  });
  const stack = json as StackJson;
  const provider = { ...stack.provider?.aws?.[0], allowed_account_ids: [TEST_IDENTITY.account] };
  return { ...stack, provider: { aws: [provider] } };
}
