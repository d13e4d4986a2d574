/** What CodeDeploy knows a service by. */
export interface CodeDeployNames {
  readonly application: string;
  readonly group: string;
  readonly applicationArn: string;
  readonly groupArn: string;
  readonly configArn: string;
}

/** A service of ECS as something that a pipeline deploys a new image to. */
export interface Deployable {
  readonly engine: "rolling" | "codedeploy" | "ecs-native";
  /** Whether Terraform leaves the image to whoever deploys. */
  readonly imageIsOwnedElsewhere: boolean;
  readonly clusterName: string;
  readonly serviceName: string;
  /** Of the service, known before it is made. */
  readonly serviceArn: string;
  /** Container whose image is deployed. */
  readonly containerName: string;
  readonly family: string;
  readonly executionRoleArn: string;
  readonly taskRoleArn: string;
  /**
   * Files that a deployment needs besides the image's own: with CodeDeploy `appspec.yaml` and `taskdef.json`, the task
   * as the team file says with `<IMAGE1_NAME>` as the image of the service's own container. Their text holds
   * references that Terraform fills in.
   */
  readonly files: Readonly<Record<string, string>>;
  /** Set exactly with the engine `codedeploy`. */
  readonly codeDeploy: CodeDeployNames | undefined;
}

/** Name that stands for the image in `taskdef.json`. @see https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-ECSbluegreen.html */
export const IMAGE_PLACEHOLDER = "IMAGE1_NAME";

/** Names of the files in the artifact. */
export const DEPLOYMENT_FILE = { appSpec: "appspec.yaml", taskDefinition: "taskdef.json" } as const;
