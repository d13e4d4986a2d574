import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { CodebuildProject } from "@cdktf/provider-aws/lib/codebuild-project";
import { Construct } from "constructs";
import { type Identity, ServiceRole } from "../identity";
import { NAME_LIMIT, resourceName } from "../naming";
import type { ArtifactBucket } from "./artifact-bucket";
import { buildStatements } from "./build-statements";
import { buildspec, type ImageBuild } from "./buildspec";
import { ARTIFACT, type PipelineAction } from "./stage";

const COMPUTE_TYPES = {
  small: "BUILD_GENERAL1_SMALL",
  medium: "BUILD_GENERAL1_MEDIUM",
  large: "BUILD_GENERAL1_LARGE",
} as const;

/** Machines with Docker, for each processor. @see https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-available.html */
const MACHINES = {
  x86_64: { type: "LINUX_CONTAINER", image: "aws/codebuild/amazonlinux-x86_64-standard:5.0" },
  arm64: { type: "ARM_CONTAINER", image: "aws/codebuild/amazonlinux-aarch64-standard:3.0" },
} as const;

/** Minutes that writing a few files may take. */
const NO_BUILD_MINUTES = 10;

/** How a service's image is built, and on what. */
export interface ServiceBuild extends ImageBuild {
  /** Names of repositories of the account's registry that the Dockerfile begins with. */
  readonly baseImages: readonly string[];
  readonly computeType: keyof typeof COMPUTE_TYPES;
  /** Minutes after which it is stopped; 5 to 480. */
  readonly timeoutMinutes: number;
}

export interface BuildProjectProps {
  readonly identity: Identity;
  /** Name of the service. */
  readonly name: string;
  /** Name of the repository in the registry of the account and region. */
  readonly repository: string;
  /** Container whose image it is. */
  readonly container: string;
  /** Processor that the image is built for, and on. */
  readonly architecture: keyof typeof MACHINES;
  /** Undefined where the source is an image already. */
  readonly build: ServiceBuild | undefined;
  /** ECS service whose images are kept. @default - none */
  readonly running: { readonly clusterName: string; readonly serviceName: string } | undefined;
  /** Text of further files for the stages that follow, by name. */
  readonly files: Readonly<Record<string, string>>;
  readonly artifacts: ArtifactBucket;
  readonly logRetentionDays: number;
  /** ARN of the customer's key. @default - AWS's own keys */
  readonly kmsKeyArn: string | undefined;
}

/**
 * Builds, tests and pushes the image of a service, and writes what the deployment needs.
 *
 * Makes `aws_codebuild_project` with a role that pushes to this repository alone, and its log group. Costs 0.005 USD
 * a minute on the small machine (0.0034 for arm64), and nothing between builds.
 *
 * Only a build with Docker has a privileged machine. Deliberately left out: builds inside the VPC, reports, and
 * secrets; a build that needs one gets it by a role of the registry that it asks.
 *
 * @see https://docs.aws.amazon.com/codebuild/latest/userguide/sample-docker.html
 */
export class BuildProject extends Construct {
  /** The pipeline's action that runs it. */
  readonly action: PipelineAction;

  constructor(scope: Construct, id: string, props: BuildProjectProps) {
    super(scope, id);
    const logs = this.logs(props);
    const role = this.role(props, logs);
    const project = this.project(props, logs, role);
    this.action = {
      name: props.build === undefined ? "Describe" : "Build",
      category: "Build",
      provider: "CodeBuild",
      configuration: { ProjectName: project.name },
      inputs: [ARTIFACT.source],
      outputs: [ARTIFACT.image],
      runOrder: 1,
      namespace: "build",
      statements: [
        {
          Effect: "Allow",
          Action: ["codebuild:BatchGetBuilds", "codebuild:StartBuild", "codebuild:StopBuild"],
          Resource: projectArn(props),
        },
      ],
    };
  }

  private logs({ identity, name, logRetentionDays, kmsKeyArn }: BuildProjectProps): CloudwatchLogGroup {
    return new CloudwatchLogGroup(this, "logs", {
      // A service may be called "build", but its name has no slash.
      name: `/teamstacks/${identity.stack}/build/${name}`,
      retentionInDays: logRetentionDays,
      kmsKeyId: kmsKeyArn,
    });
  }

  private role(props: BuildProjectProps, logs: CloudwatchLogGroup): ServiceRole {
    const { identity, name } = props;
    return new ServiceRole(this, "role", {
      identity,
      name: [name, "build"],
      service: "codebuild.amazonaws.com",
      trustConditions: {
        StringEquals: { "aws:SourceAccount": identity.account },
        ArnEquals: { "aws:SourceArn": projectArn(props) },
      },
      statements: buildStatements({ ...props, logGroupArn: logs.arn }),
    });
  }

  private project(
    { identity, name, architecture, build, ...props }: BuildProjectProps,
    logs: CloudwatchLogGroup,
    role: ServiceRole,
  ): CodebuildProject {
    const registry = `${identity.account}.dkr.ecr.${identity.region}.amazonaws.com`;
    return new CodebuildProject(this, "project", {
      name: resourceName([identity.stack, name], NAME_LIMIT.buildProject),
      description: `Makes the image of ${name}`,
      serviceRole: role.arn,
      encryptionKey: props.kmsKeyArn,
      buildTimeout: build?.timeoutMinutes ?? NO_BUILD_MINUTES,
      source: { type: "CODEPIPELINE", buildspec: buildspec({ ...props, registry, image: build }) },
      artifacts: { type: "CODEPIPELINE" },
      environment: {
        ...MACHINES[architecture],
        computeType: COMPUTE_TYPES[build?.computeType ?? "small"],
        privilegedMode: build !== undefined,
        imagePullCredentialsType: "CODEBUILD",
      },
      ...(build && { cache: { type: "LOCAL", modes: ["LOCAL_DOCKER_LAYER_CACHE", "LOCAL_CUSTOM_CACHE"] } }),
      logsConfig: { cloudwatchLogs: { groupName: logs.name } },
      dependsOn: [...role.grants],
    });
  }
}

function projectArn({ identity, name }: Pick<BuildProjectProps, "identity" | "name">): string {
  const { stack, account, region } = identity;
  const project = resourceName([stack, name], NAME_LIMIT.buildProject);
  return `arn:aws:codebuild:${region}:${account}:project/${project}`;
}
