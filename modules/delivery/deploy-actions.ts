import type { PolicyStatement } from "../identity";
import type { BeanstalkDeployable } from "./beanstalk-deployable";
import { type CodeDeployNames, type Deployable, IMAGE_PLACEHOLDER } from "./deployable";
import { ARTIFACT, type PipelineAction } from "./stage";

/** Account and region in which a pipeline deploys. */
export interface DeployPlace {
  readonly account: string;
  readonly region: string;
}

/** Name of the action that brings the new image to the running containers. */
export const DEPLOY_ACTION = "Deploy";

/** What a version deployment takes of other services: Beanstalk calls them with the rights of who deploys. */
const BEANSTALK_POLICY = "arn:aws:iam::aws:policy/AdministratorAccess-AWSElasticBeanstalk";

/** The action that deploys the artifact `image`, by the engine of the service; or, without one, the source itself. */
export function deployAction(
  deployable: Deployable | BeanstalkDeployable,
  place: DeployPlace,
  hasImage = true,
): PipelineAction {
  const common = {
    name: DEPLOY_ACTION,
    category: "Deploy",
    inputs: [hasImage ? ARTIFACT.image : ARTIFACT.source],
    outputs: [],
    runOrder: 1,
  } as const;
  if (deployable.engine === "beanstalk") return { ...common, ...beanstalk(deployable) };
  const { codeDeploy } = deployable;
  if (codeDeploy !== undefined) return { ...common, ...codeDeployToEcs(deployable, codeDeploy, place) };
  return { ...common, ...ecs(deployable, place) };
}

type Provided = Pick<PipelineAction, "provider" | "configuration" | "statements" | "managedPolicies">;

/**
 * Registers a revision of what the service runs now, with the image of `imagedefinitions.json`, and waits until the
 * service runs it. The same for `rolling` and `ecs-native`: how tasks are exchanged is the service's own affair.
 *
 * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-ECS.html
 */
function ecs(deployable: Deployable, place: DeployPlace): Provided {
  const { clusterName, serviceName, serviceArn } = deployable;
  const inRegion = `arn:aws:ecs:${place.region}:${place.account}`;
  return {
    provider: "ECS",
    configuration: {
      ClusterName: clusterName,
      ServiceName: serviceName,
      FileName: "imagedefinitions.json",
    },
    statements: [
      {
        Sid: "UpdateService",
        Effect: "Allow",
        Action: ["ecs:DescribeServices", "ecs:UpdateService"],
        Resource: serviceArn,
      },
      {
        Sid: "WatchTasks",
        Effect: "Allow",
        Action: "ecs:DescribeTasks",
        Resource: `${inRegion}:task/${clusterName}/*`,
      },
      {
        Sid: "ListTasks",
        Effect: "Allow",
        Action: "ecs:ListTasks",
        // Listing names no resource; the cluster is a condition.
        Resource: "*",
        Condition: { ArnEquals: { "ecs:cluster": `${inRegion}:cluster/${clusterName}` } },
      },
      ...registration(deployable, place, ["ecs:DescribeTaskDefinition", "ecs:RegisterTaskDefinition"]),
    ],
  };
}

/**
 * Registers `taskdef.json` with the image of `imageDetail.json` and has CodeDeploy shift the traffic.
 *
 * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-ECSbluegreen.html
 */
function codeDeployToEcs(deployable: Deployable, names: CodeDeployNames, place: DeployPlace): Provided {
  return {
    provider: "CodeDeployToECS",
    configuration: {
      ApplicationName: names.application,
      DeploymentGroupName: names.group,
      TaskDefinitionTemplateArtifact: ARTIFACT.image,
      TaskDefinitionTemplatePath: "taskdef.json",
      AppSpecTemplateArtifact: ARTIFACT.image,
      AppSpecTemplatePath: "appspec.yaml",
      Image1ArtifactName: ARTIFACT.image,
      Image1ContainerName: IMAGE_PLACEHOLDER,
    },
    statements: [
      {
        Sid: "StartDeployment",
        Effect: "Allow",
        Action: ["codedeploy:CreateDeployment", "codedeploy:GetDeployment"],
        Resource: names.groupArn,
      },
      {
        Sid: "RegisterRevision",
        Effect: "Allow",
        Action: [
          "codedeploy:GetApplication",
          "codedeploy:GetApplicationRevision",
          "codedeploy:RegisterApplicationRevision",
        ],
        Resource: names.applicationArn,
      },
      {
        Sid: "ReadDeploymentConfig",
        Effect: "Allow",
        Action: "codedeploy:GetDeploymentConfig",
        Resource: names.configArn,
      },
      ...registration(deployable, place, ["ecs:RegisterTaskDefinition"]),
    ],
  };
}

/** What registering a revision of the family takes, with the roles of its tasks and no others. */
function registration(
  { family, executionRoleArn, taskRoleArn }: Deployable,
  { account, region }: DeployPlace,
  actions: readonly string[],
): PolicyStatement[] {
  return [
    // AWS gives these no resource to name; what they can do is bounded by the roles that may be passed.
    { Sid: "RegisterTask", Effect: "Allow", Action: actions, Resource: "*" },
    {
      Sid: "TagTaskDefinition",
      Effect: "Allow",
      Action: "ecs:TagResource",
      Resource: `arn:aws:ecs:${region}:${account}:task-definition/${family}:*`,
      Condition: { StringEquals: { "ecs:CreateAction": "RegisterTaskDefinition" } },
    },
    {
      Sid: "PassTaskRoles",
      Effect: "Allow",
      Action: "iam:PassRole",
      Resource: [executionRoleArn, taskRoleArn],
      Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
    },
  ];
}

/**
 * Makes the artifact a version of the application and has the environment run it, by its own deployment policy.
 *
 * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-Beanstalk.html
 */
function beanstalk({ applicationName, environmentName, instanceRoleArn }: BeanstalkDeployable): Provided {
  return {
    provider: "ElasticBeanstalk",
    configuration: { ApplicationName: applicationName, EnvironmentName: environmentName },
    managedPolicies: { beanstalk: BEANSTALK_POLICY },
    statements: [
      {
        Sid: "PassInstanceRole",
        Effect: "Allow",
        Action: "iam:PassRole",
        Resource: instanceRoleArn,
        Condition: { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } },
      },
    ],
  };
}
