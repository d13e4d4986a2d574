import type { StackJson } from "../../../cli/sandbox/stack-json";
import {
  ArtifactBucket,
  BuildProject,
  ImageRepository,
  Pipeline,
  type SourceOrigin,
  sourceOf,
} from "../../../modules/delivery";
import { CustomerKey } from "../../../modules/encryption";
import { synth, TEST_IDENTITY } from "../../support/synth";

/** What a second edition changes. */
interface Edition {
  readonly branch: string;
  readonly keepImages: number;
  readonly pullAccounts: readonly string[];
  readonly timeoutMinutes: number;
  readonly testCommands: readonly string[];
}

export const FIRST: Edition = {
  branch: "main",
  keepImages: 100,
  pullAccounts: [],
  timeoutMinutes: 30,
  testCommands: [],
};
export const SECOND: Edition = {
  branch: "release",
  keepImages: 50,
  pullAccounts: ["444455556666"],
  timeoutMinutes: 60,
  testCommands: ['docker run --rm "$IMAGE_URI" true'],
};

/** Account of the emulator. */
const IDENTITY = { ...TEST_IDENTITY, account: "123456789012" };

/** A stack that can be deployed: for each kind of source a repository, a build and a pipeline. */
export function deliverable(edition: Edition): StackJson {
  const { json } = synth((stack) => {
    stack.addOverride("terraform.required_providers.aws.version", ">= 5.100.0, < 7.0.0");
    const kmsKeyArn = new CustomerKey(stack, "encryption", { identity: IDENTITY }).arn;
    const artifacts = new ArtifactBucket(stack, "artifacts", { identity: IDENTITY, kmsKeyArn });
    for (const [name, origin] of Object.entries(sources(edition))) {
      const isImage = origin.kind === "ecr";
      const repository = `shop/${name}`;
      const common = { identity: IDENTITY, name, artifacts, kmsKeyArn };
      new ImageRepository(stack, `${name}_images`, {
        ...edition,
        identity: IDENTITY,
        name: repository,
        movableTags: isImage,
        kmsKeyArn: name === "zip" ? undefined : kmsKeyArn,
      });
      const build = new BuildProject(stack, `${name}_build`, {
        ...common,
        repository,
        container: name,
        architecture: name === "zip" ? "arm64" : "x86_64",
        build: isImage ? undefined : { ...BUILD, ...edition },
        running: undefined,
        files: { "taskdef.json": "{}" },
        logRetentionDays: 30,
      });
      new Pipeline(stack, `${name}_pipeline`, {
        ...common,
        source: sourceOf(origin, { ...IDENTITY, imageRepository: repository }),
        stages: [{ name: "Build", actions: [build.action], onFailure: "FAIL" }],
        dependsOn: [],
      });
    }
  });
  return json as StackJson;
}

const BUILD = {
  dockerfile: "Dockerfile",
  context: ".",
  buildCommands: [],
  baseImages: [],
  computeType: "small",
} as const;

function sources({ branch }: Edition): Readonly<Record<string, SourceOrigin>> {
  const connectionArn =
    "arn:aws:codeconnections:us-west-2:123456789012:connection/1234abcd-12ab-34cd-56ef-1234567890ab";
  return {
    connected: {
      kind: "connection",
      connectionArn,
      repository: "example/shop",
      branch,
      branches: [branch, "hotfix/*"],
      paths: ["app/**"],
    },
    committed: { kind: "codecommit", repository: "shop", branch },
    tagged: { kind: "ecr", tag: branch },
    zip: { kind: "s3", bucket: "shop-sources", key: `${branch}.zip` },
  };
}
