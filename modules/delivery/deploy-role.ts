import type { Construct } from "constructs";
import type { Shiftable } from "../edge";
import { type Identity, type PolicyStatement, ServiceRole } from "../identity";
import { type DeploymentHooks, hookFunctions } from "./deployment-hooks";

/** What both engines that shift requests need to know of a service. */
interface Shifted {
  readonly identity: Identity;
  /** Name of the service. */
  readonly name: string;
  readonly hooks: DeploymentHooks;
}

export interface CodeDeployRoleProps extends Shifted {
  readonly clusterName: string;
  readonly shiftable: Shiftable;
  /** CodeDeploy's application of the service. */
  readonly application: string;
  /** Names of alarms that it watches. */
  readonly alarms: readonly string[];
  /** Roles that new tasks get. */
  readonly taskRoleArns: readonly string[];
}

/**
 * The role that CodeDeploy exchanges the tasks of one service with. Unlike AWS's managed policy for it, this one names
 * the service, its rules, its alarms and the roles of its tasks.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/codedeploy_IAM_role.html
 */
export class CodeDeployRole extends ServiceRole {
  constructor(scope: Construct, id: string, props: CodeDeployRoleProps) {
    const { identity, name, application } = props;
    const { account, region } = identity;
    super(scope, id, {
      identity,
      name: [name, "deploy"],
      service: "codedeploy.amazonaws.com",
      trustConditions: {
        StringEquals: { "aws:SourceAccount": account },
        StringLike: {
          "aws:SourceArn": `arn:aws:codedeploy:${region}:${account}:deploymentgroup:${application}/*`,
        },
      },
      statements: codeDeployStatements(props),
    });
  }
}

function codeDeployStatements(props: CodeDeployRoleProps): PolicyStatement[] {
  const { identity, name, clusterName, shiftable, alarms, hooks } = props;
  const here = `${identity.region}:${identity.account}`;
  const service = `${clusterName}/${name}`;
  return [
    {
      Effect: "Allow",
      Action: ["ecs:DescribeServices", "ecs:UpdateServicePrimaryTaskSet"],
      Resource: `arn:aws:ecs:${here}:service/${service}`,
    },
    {
      Effect: "Allow",
      Action: ["ecs:CreateTaskSet", "ecs:DeleteTaskSet"],
      Resource: [`arn:aws:ecs:${here}:service/${service}`, `arn:aws:ecs:${here}:task-set/${service}/*`],
    },
    {
      Effect: "Allow",
      Action: "iam:PassRole",
      Resource: [...new Set(props.taskRoleArns)],
      Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
    },
    ...shiftStatements(shiftable, ["elasticloadbalancing:ModifyListener"]),
    ...watch(here, alarms),
    ...invoke(hooks),
  ];
}

export interface NativeShiftRoleProps extends Shifted {
  /** Undefined for a service without load balancer. */
  readonly shiftable: Shiftable | undefined;
}

/**
 * The role that ECS itself exchanges the tasks of one service with: it registers targets, moves the service's rules
 * and asks the hooks. Unlike AWS's managed policy for it, this one names the rules and the target groups.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/AmazonECSInfrastructureRolePolicyForLoadBalancers.html
 */
export class NativeShiftRole extends ServiceRole {
  constructor(scope: Construct, id: string, { identity, name, hooks, shiftable }: NativeShiftRoleProps) {
    super(scope, id, {
      identity,
      name: [name, "deploy"],
      service: "ecs.amazonaws.com",
      // AWS's own example has no condition: where ECS says for whom it acts, it has to be this account.
      trustConditions: { StringEqualsIfExists: { "aws:SourceAccount": identity.account } },
      statements: [...(shiftable === undefined ? [] : nativeStatements(shiftable)), ...invoke(hooks)],
    });
  }
}

function nativeStatements(shiftable: Shiftable): PolicyStatement[] {
  return [
    {
      Effect: "Allow",
      Action: ["elasticloadbalancing:RegisterTargets", "elasticloadbalancing:DeregisterTargets"],
      Resource: [shiftable.targets.arn, shiftable.alternate.arn],
    },
    ...shiftStatements(shiftable, []),
    // Has no resource to name.
    { Effect: "Allow", Action: "elasticloadbalancing:DescribeTargetHealth", Resource: "*" },
  ];
}

/** Moving the rules of a service, and reading what there is, which has no resource to name. */
function shiftStatements(
  { ruleArns, listenerArn, test }: Shiftable,
  ofListeners: readonly string[],
): PolicyStatement[] {
  const listeners: PolicyStatement = {
    Effect: "Allow",
    Action: ofListeners,
    Resource: [listenerArn, ...(test ? [test.listenerArn] : [])],
  };
  return [
    {
      Effect: "Allow",
      Action: [
        "elasticloadbalancing:DescribeListeners",
        "elasticloadbalancing:DescribeRules",
        "elasticloadbalancing:DescribeTargetGroups",
      ],
      Resource: "*",
    },
    {
      Effect: "Allow",
      Action: "elasticloadbalancing:ModifyRule",
      Resource: [...ruleArns, ...(test?.ruleArns ?? [])],
    },
    ...(ofListeners.length > 0 ? [listeners] : []),
  ];
}

function watch(here: string, alarms: readonly string[]): PolicyStatement[] {
  if (alarms.length === 0) return [];
  return [
    {
      Effect: "Allow",
      Action: "cloudwatch:DescribeAlarms",
      Resource: alarms.map((name) => `arn:aws:cloudwatch:${here}:alarm:${name}`),
    },
  ];
}

function invoke(hooks: DeploymentHooks): PolicyStatement[] {
  const functions = hookFunctions(hooks);
  if (functions.length === 0) return [];
  return [{ Effect: "Allow", Action: "lambda:InvokeFunction", Resource: functions }];
}
