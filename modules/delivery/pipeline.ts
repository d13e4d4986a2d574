import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import {
  Codepipeline,
  type CodepipelineStage,
  type CodepipelineTrigger,
} from "@cdktf/provider-aws/lib/codepipeline";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { type Identity, type PolicyStatement, ServiceRole } from "../identity";
import { NAME_LIMIT, resourceName } from "../naming";
import type { ArtifactBucket } from "./artifact-bucket";
import { pipelineArn, pipelineName } from "./pipeline-name";
import { SOURCE_ACTION, type Source } from "./source-actions";
import type { PipelineAction, PipelineStage } from "./stage";

export interface PipelineProps {
  readonly identity: Identity;
  /** Name of the service. */
  readonly name: string;
  readonly source: Source;
  /** What follows the source, in order; at least one. */
  readonly stages: readonly PipelineStage[];
  readonly artifacts: ArtifactBucket;
  /** What must exist before the first run, which starts with the pipeline. */
  readonly dependsOn: readonly ITerraformDependable[];
}

/**
 * From a push to running containers.
 *
 * Makes `aws_codepipeline` of type V2 with a role that may do what its actions need, and, for sources that CodePipeline
 * does not watch by itself, the event rule that starts it with a role that can start nothing else. Costs 0.002 USD for
 * a minute of each action after 100 free minutes a month; waiting for an approval costs nothing.
 *
 * A run that is overtaken by a newer one before a stage gives way to it. The first run starts when the pipeline is made.
 *
 * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/pipeline-types.html
 */
export class Pipeline extends Construct {
  readonly name: string;
  /** Known before it is made. */
  readonly arn: string;

  constructor(scope: Construct, id: string, props: PipelineProps) {
    super(scope, id);
    this.arn = pipelineArn(props.identity, props.name);
    const role = this.role(props);
    this.name = this.pipeline(props, role).name;
    this.startByEvent(props);
  }

  /** @see https://docs.aws.amazon.com/codepipeline/latest/userguide/security-cross-service-confused-deputy-prevention.html */
  private role({ identity, name, source, stages, artifacts }: PipelineProps): ServiceRole {
    const actions = [source.action, ...stages.flatMap((stage) => stage.actions)];
    return new ServiceRole(this, "role", {
      identity,
      name: [name, "pipeline"],
      service: "codepipeline.amazonaws.com",
      trustConditions: {
        StringEquals: { "aws:SourceAccount": identity.account },
        ArnEquals: { "aws:SourceArn": this.arn },
      },
      statements: once([...artifacts.statements, ...actions.flatMap(({ statements }) => statements)]),
      managedPolicies: Object.assign({}, ...actions.map(({ managedPolicies }) => managedPolicies)),
    });
  }

  private pipeline(props: PipelineProps, role: ServiceRole): Codepipeline {
    const { identity, name, source, stages, artifacts } = props;
    const { kmsKeyArn } = artifacts;
    return new Codepipeline(this, "pipeline", {
      name: pipelineName(identity, name),
      pipelineType: "V2",
      executionMode: "SUPERSEDED",
      roleArn: role.arn,
      artifactStore: [
        {
          type: "S3",
          location: artifacts.bucketName,
          ...(kmsKeyArn !== undefined && { encryptionKey: { id: kmsKeyArn, type: "KMS" } }),
        },
      ],
      stage: [{ name: "Source", actions: [source.action] }, ...stages].map(stageOf),
      ...(source.pushes && { trigger: [triggerOf(source.pushes)] }),
      dependsOn: [...role.grants, ...artifacts.ready, ...props.dependsOn],
    });
  }

  private startByEvent({ identity, name, source: { event } }: PipelineProps): void {
    if (event === undefined) return;
    const rule = resourceName([identity.stack, name, "source"], NAME_LIMIT.eventRule);
    const role = new ServiceRole(this, "start", {
      identity,
      name: [name, "start"],
      service: "events.amazonaws.com",
      trustConditions: {
        StringEquals: { "aws:SourceAccount": identity.account },
        ArnEquals: { "aws:SourceArn": `arn:aws:events:${identity.region}:${identity.account}:rule/${rule}` },
      },
      statements: [{ Effect: "Allow", Action: "codepipeline:StartPipelineExecution", Resource: this.arn }],
    });
    const pushed = new CloudwatchEventRule(this, "pushed", {
      name: rule,
      description: `Something new for ${name}`,
      eventPattern: JSON.stringify(event),
    });
    new CloudwatchEventTarget(this, "target", {
      rule: pushed.name,
      targetId: "pipeline",
      arn: this.arn,
      roleArn: role.arn,
    });
  }
}

/** Statements without those that another action has brought already; of two with one `Sid`, the first keeps it. */
function once(statements: readonly PolicyStatement[]): PolicyStatement[] {
  const unique = new Map(statements.map((statement) => [JSON.stringify(statement), statement]));
  const taken = new Set<string>();
  return [...unique.values()].map(({ Sid, ...rest }) => {
    if (Sid === undefined || taken.has(Sid)) return rest;
    taken.add(Sid);
    return { Sid, ...rest };
  });
}

function stageOf({ name, actions, onFailure }: PipelineStage): CodepipelineStage {
  return { name, action: actions.map(actionOf), ...(onFailure && { onFailure: { result: onFailure } }) };
}

function actionOf(action: PipelineAction) {
  const { name, category, provider, configuration, inputs, outputs, runOrder, namespace } = action;
  return {
    name,
    category,
    owner: "AWS",
    provider,
    version: "1",
    configuration: { ...configuration },
    inputArtifacts: [...inputs],
    outputArtifacts: [...outputs],
    runOrder,
    namespace,
  };
}

/** @see https://docs.aws.amazon.com/codepipeline/latest/userguide/pipelines-filter.html */
function triggerOf({ branches, paths }: NonNullable<Source["pushes"]>): CodepipelineTrigger {
  const filePaths = paths.length === 0 ? {} : { filePaths: { includes: [...paths] } };
  const push = [{ branches: { includes: [...branches] }, ...filePaths }];
  return {
    providerType: "CodeStarSourceConnection",
    gitConfiguration: { sourceActionName: SOURCE_ACTION, push },
  };
}
