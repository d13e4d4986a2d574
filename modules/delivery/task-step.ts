import { SfnStateMachine } from "@cdktf/provider-aws/lib/sfn-state-machine";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { type Identity, type PolicyStatement, ServiceRole } from "../identity";
import { NAME_LIMIT, resourceName } from "../naming";
import type { PipelineAction } from "./stage";
import { type SteppedTask, taskStepDefinition } from "./task-step-definition";

export interface TaskStepProps extends SteppedTask {
  readonly identity: Identity;
  /** Name of the service whose task it is. */
  readonly name: string;
  /** What must exist before the first run: grants, mount targets, secrets. */
  readonly ready: readonly ITerraformDependable[];
}

/**
 * A one-off task that pipelines run with the image that they deploy: a migration before, a smoke test after.
 *
 * Makes `aws_sfn_state_machine` and a role that can start tasks of this family in this cluster and nothing else. Costs
 * the task while it runs, and less than a cent for a thousand runs. A run that failed is not repeated by itself.
 */
export class TaskStep extends Construct {
  private readonly machineArn: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: TaskStepProps,
  ) {
    super(scope, id);
    const { identity, name, launch, ready } = props;
    const role = this.role();
    const machine = new SfnStateMachine(this, "machine", {
      name: resourceName([identity.stack, name, "step"], NAME_LIMIT.stateMachine),
      type: "STANDARD",
      roleArn: role.arn,
      definition: JSON.stringify(taskStepDefinition(props)),
      dependsOn: [...role.grants, ...launch.ready, ...ready],
    });
    this.machineArn = machine.arn;
  }

  /**
   * The action of a pipeline that runs the task.
   *
   * @param image What of the pipeline's variables is the image, as in `#{build.IMAGE_URI}`.
   * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-StepFunctions.html
   */
  action(image: string): PipelineAction {
    const { identity, name } = this.props;
    const { region, account, stack } = identity;
    const machineName = resourceName([stack, name, "step"], NAME_LIMIT.stateMachine);
    return {
      name,
      category: "Invoke",
      provider: "StepFunctions",
      configuration: {
        StateMachineArn: this.machineArn,
        InputType: "Literal",
        Input: JSON.stringify({ image }),
      },
      inputs: [],
      outputs: [],
      runOrder: 1,
      statements: [
        {
          Effect: "Allow",
          Action: ["states:DescribeStateMachine", "states:StartExecution"],
          Resource: this.machineArn,
        },
        {
          Effect: "Allow",
          Action: "states:DescribeExecution",
          Resource: `arn:aws:states:${region}:${account}:execution:${machineName}:*`,
        },
      ],
    };
  }

  private role(): ServiceRole {
    const { identity, name } = this.props;
    const { region, account, stack } = identity;
    const machineName = resourceName([stack, name, "step"], NAME_LIMIT.stateMachine);
    return new ServiceRole(this, "role", {
      identity,
      name: [name, "step"],
      service: "states.amazonaws.com",
      trustConditions: {
        StringEquals: { "aws:SourceAccount": account },
        ArnEquals: { "aws:SourceArn": `arn:aws:states:${region}:${account}:stateMachine:${machineName}` },
      },
      statements: stepStatements(this.props),
    });
  }
}

/** @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html */
function stepStatements({ identity, task, launch }: TaskStepProps): PolicyStatement[] {
  const { region, account } = identity;
  const ecs = `arn:aws:ecs:${region}:${account}`;
  const tasks = `${ecs}:task/${launch.clusterName}/*`;
  const tag = (Sid: string, created: string, Resource: string): PolicyStatement => ({
    Sid,
    Effect: "Allow",
    Action: "ecs:TagResource",
    Resource,
    Condition: { StringEquals: { "ecs:CreateAction": created } },
  });
  return [
    {
      Sid: "RegisterTask",
      Effect: "Allow",
      Action: ["ecs:DescribeTaskDefinition", "ecs:RegisterTaskDefinition"],
      // AWS gives these no resource to name; what they can do is bounded by the roles that may be passed.
      Resource: "*",
    },
    {
      Sid: "RunTask",
      Effect: "Allow",
      Action: "ecs:RunTask",
      Resource: `${task.familyArn}:*`,
      Condition: { ArnEquals: { "ecs:cluster": launch.clusterArn } },
    },
    { Sid: "WatchTask", Effect: "Allow", Action: ["ecs:DescribeTasks", "ecs:StopTask"], Resource: tasks },
    tag("TagTask", "RunTask", tasks),
    tag("TagTaskDefinition", "RegisterTaskDefinition", `${task.familyArn}:*`),
    {
      Sid: "PassRoles",
      Effect: "Allow",
      Action: "iam:PassRole",
      Resource: [task.executionRoleArn, task.taskRoleArn],
      Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
    },
    {
      Sid: "HearOfItsEnd",
      Effect: "Allow",
      Action: ["events:DescribeRule", "events:PutRule", "events:PutTargets"],
      // The rule that Step Functions itself makes in every account.
      Resource: `arn:aws:events:${region}:${account}:rule/StepFunctionsGetEventsForECSTaskRule`,
    },
  ];
}
