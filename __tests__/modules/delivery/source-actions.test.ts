import { describe, expect, it } from "vitest";
import { sourceOf } from "../../../modules/delivery";

const PLACE = { account: "111122223333", region: "us-west-2", imageRepository: "shop/web" };
const ARN = "111122223333:connection/1234abcd-12ab-34cd-56ef-1234567890ab";

describe("a connection", () => {
  const connection = (service: string, paths: readonly string[] = []) =>
    sourceOf(
      {
        kind: "connection",
        connectionArn: `arn:aws:${service}:us-west-2:${ARN}`,
        repository: "example/shop",
        branch: "main",
        branches: ["main", "release/*"],
        paths,
      },
      PLACE,
    );

  it("starts by CodePipeline's own trigger, for the branches that were asked for", () => {
    const { action, pushes, event } = connection("codeconnections", ["app/**"]);
    expect(action).toMatchObject({
      name: "Source",
      provider: "CodeStarSourceConnection",
      configuration: { FullRepositoryId: "example/shop", BranchName: "main" },
      outputs: ["source"],
    });
    expect(pushes).toEqual({ branches: ["main", "release/*"], paths: ["app/**"] });
    expect(event).toBeUndefined();
  });

  it.each(["codeconnections", "codestar-connections"])(
    "asks for this one alone by its name %s",
    (service) => {
      expect(connection(service).action.statements).toEqual([
        {
          Effect: "Allow",
          Action: `${service}:UseConnection`,
          Resource: `arn:aws:${service}:us-west-2:${ARN}`,
        },
      ]);
    },
  );
});

describe("what EventBridge tells of", () => {
  it("is a push to the branch of a CodeCommit repository, which nobody polls", () => {
    const { action, event } = sourceOf({ kind: "codecommit", repository: "shop", branch: "main" }, PLACE);
    const arn = "arn:aws:codecommit:us-west-2:111122223333:shop";
    expect(action.configuration).toMatchObject({ RepositoryName: "shop", PollForSourceChanges: "false" });
    expect(action.statements.map(({ Resource }) => Resource)).toEqual([arn]);
    expect(event).toMatchObject({
      source: ["aws.codecommit"],
      resources: [arn],
      detail: { referenceType: ["branch"], referenceName: ["main"] },
    });
  });

  it("is a tag that was moved in the service's own repository", () => {
    const { action, event } = sourceOf({ kind: "ecr", tag: "release" }, PLACE);
    expect(action.configuration).toEqual({ RepositoryName: "shop/web", ImageTag: "release" });
    expect(action.statements).toEqual([
      {
        Effect: "Allow",
        Action: "ecr:DescribeImages",
        Resource: "arn:aws:ecr:us-west-2:111122223333:repository/shop/web",
      },
    ]);
    expect(event?.detail).toEqual({
      "action-type": ["PUSH"],
      result: ["SUCCESS"],
      "repository-name": ["shop/web"],
      "image-tag": ["release"],
    });
  });

  it("is a zip file that was uploaded", () => {
    const { action, event } = sourceOf({ kind: "s3", bucket: "sources", key: "shop.zip" }, PLACE);
    expect(action.configuration).toMatchObject({ S3Bucket: "sources", PollForSourceChanges: "false" });
    expect(action.statements.map(({ Resource }) => Resource)).toEqual([
      "arn:aws:s3:::sources/shop.zip",
      "arn:aws:s3:::sources",
    ]);
    expect(event?.detail).toEqual({ bucket: { name: ["sources"] }, object: { key: ["shop.zip"] } });
  });
});
