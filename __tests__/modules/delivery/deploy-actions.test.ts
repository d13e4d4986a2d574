import { describe, expect, it } from "vitest";
import type { BeanstalkDeployable, Deployable } from "../../../modules/delivery";
import { deployAction } from "../../../modules/delivery";

const PLACE = { account: "111122223333", region: "us-west-2" };
const ECS = "arn:aws:ecs:us-west-2:111122223333";

const ROLLING: Deployable = {
  engine: "rolling",
  imageIsOwnedElsewhere: true,
  clusterName: "team-test",
  serviceName: "blog",
  serviceArn: `${ECS}:service/team-test/blog`,
  containerName: "blog",
  family: "team-test-blog",
  executionRoleArn: "arn:aws:iam::111122223333:role/team-test-blog-execution",
  taskRoleArn: "arn:aws:iam::111122223333:role/team-test-blog-task",
  files: {},
  codeDeploy: undefined,
};

const CODEDEPLOY: Deployable = {
  ...ROLLING,
  engine: "codedeploy",
  codeDeploy: {
    application: "team-test-blog",
    group: "team-test-blog",
    applicationArn: "arn:aws:codedeploy:us-west-2:111122223333:application:team-test-blog",
    groupArn: "arn:aws:codedeploy:us-west-2:111122223333:deploymentgroup:team-test-blog/team-test-blog",
    configArn: "arn:aws:codedeploy:us-west-2:111122223333:deploymentconfig:CodeDeployDefault.ECSAllAtOnce",
  },
};

const BEANSTALK: BeanstalkDeployable = {
  engine: "beanstalk",
  applicationName: "team-test",
  environmentName: "team-test-blog",
  instanceRoleArn: "arn:aws:iam::111122223333:role/team-test-blog-instance",
  containerName: "blog",
  files: {},
};

const actionsOf = (deployable: Deployable | BeanstalkDeployable) =>
  deployAction(deployable, PLACE).statements.flatMap(({ Action }) => Action);

describe("deployAction", () => {
  it.each(["rolling", "ecs-native"] as const)(
    "hands imagedefinitions.json to ECS for the engine %s",
    (engine) => {
      expect(deployAction({ ...ROLLING, engine }, PLACE)).toMatchObject({
        name: "Deploy",
        category: "Deploy",
        provider: "ECS",
        configuration: { ClusterName: "team-test", ServiceName: "blog", FileName: "imagedefinitions.json" },
        inputs: ["image"],
        outputs: [],
        runOrder: 1,
      });
    },
  );

  it("hands templates and the image to CodeDeploy", () => {
    expect(deployAction(CODEDEPLOY, PLACE)).toMatchObject({
      provider: "CodeDeployToECS",
      configuration: {
        ApplicationName: "team-test-blog",
        DeploymentGroupName: "team-test-blog",
        TaskDefinitionTemplateArtifact: "image",
        TaskDefinitionTemplatePath: "taskdef.json",
        AppSpecTemplateArtifact: "image",
        AppSpecTemplatePath: "appspec.yaml",
        Image1ArtifactName: "image",
        Image1ContainerName: "IMAGE1_NAME",
      },
      inputs: ["image"],
    });
  });

  it("deploys the bundle to Beanstalk, or the source where nothing is built", () => {
    const configuration = { ApplicationName: "team-test", EnvironmentName: "team-test-blog" };
    const built = deployAction(BEANSTALK, PLACE);
    expect(built).toMatchObject({ provider: "ElasticBeanstalk", configuration, inputs: ["image"] });
    expect(deployAction(BEANSTALK, PLACE, false).inputs).toEqual(["source"]);
  });

  it("may pass the roles of this service's tasks and no others", () => {
    for (const deployable of [ROLLING, CODEDEPLOY]) {
      const pass = deployAction(deployable, PLACE).statements.filter(
        ({ Action }) => Action === "iam:PassRole",
      );
      expect(pass).toEqual([
        {
          Sid: "PassTaskRoles",
          Effect: "Allow",
          Action: "iam:PassRole",
          Resource: [ROLLING.executionRoleArn, ROLLING.taskRoleArn],
          Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
        },
      ]);
    }
    const [pass] = deployAction(BEANSTALK, PLACE).statements;
    expect(pass).toMatchObject({
      Resource: BEANSTALK.instanceRoleArn,
      Condition: { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } },
    });
  });

  it("names a resource but where AWS has none, and never a wildcard action", () => {
    for (const deployable of [ROLLING, CODEDEPLOY, BEANSTALK]) {
      expect(actionsOf(deployable).filter((action) => action.includes("*"))).toEqual([]);
      const open = deployAction(deployable, PLACE).statements.filter(({ Resource }) => Resource === "*");
      const free = ["ecs:DescribeTaskDefinition", "ecs:RegisterTaskDefinition"];
      for (const { Action, Condition } of open) {
        if (Action === "ecs:ListTasks") {
          expect(Condition).toEqual({ ArnEquals: { "ecs:cluster": `${ECS}:cluster/team-test` } });
        } else expect(free).toEqual(expect.arrayContaining([...Action]));
      }
    }
  });

  it("takes AWS's policy for Beanstalk there alone", () => {
    expect(deployAction(BEANSTALK, PLACE).managedPolicies).toEqual({
      beanstalk: "arn:aws:iam::aws:policy/AdministratorAccess-AWSElasticBeanstalk",
    });
    for (const deployable of [ROLLING, CODEDEPLOY]) {
      expect(deployAction(deployable, PLACE).managedPolicies).toBeUndefined();
    }
  });
});
