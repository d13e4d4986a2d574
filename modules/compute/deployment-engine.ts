import type {
  EcsServiceConfig,
  EcsServiceDeploymentConfiguration,
  EcsServiceLoadBalancerAdvancedConfiguration,
} from "@cdktf/provider-aws/lib/ecs-service";

/** What exchanges the tasks of a service when there is a new version. */
export type DeploymentEngine = { readonly kind: "rolling" } | { readonly kind: "codedeploy" } | NativeShift;

/** ECS starts all new tasks beside the old ones, and requests go over to them. */
export interface NativeShift {
  readonly kind: "ecs-native";
  readonly strategy: "all-at-once" | "linear" | "canary";
  /** Share of the requests in each step, or in the first part. */
  readonly stepPercent: number;
  /** Minutes between two steps, or after the first part. */
  readonly stepMinutes: number;
  /** Minutes that the old tasks are kept after the new ones got all requests; 0 to 1,440. */
  readonly bakeMinutes: number;
  readonly hooks: readonly DeploymentHook[];
  /** @default - the service gets no requests from a load balancer */
  readonly traffic?: {
    readonly alternateTargetGroupArn: string;
    /** The one rule that leads to the service. */
    readonly productionRuleArn: string;
    /** @default - no test before the new tasks get requests */
    readonly testRuleArn?: string;
    /** Role that may change the rules and register targets. */
    readonly roleArn: string;
  };
}

/** A Lambda function that can stop a deployment. */
export interface DeploymentHook {
  readonly functionArn: string;
  /** @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-lifecycle-hooks.html */
  readonly stage: "POST_SCALE_UP" | "POST_TEST_TRAFFIC_SHIFT" | "POST_PRODUCTION_TRAFFIC_SHIFT";
  /** Role that may call it. */
  readonly roleArn: string;
}

/** What something else than Terraform changes in a service. */
export interface OwnedElsewhere {
  /** Whether a pipeline decides which image runs. */
  readonly image: boolean;
  /** Whether autoscaling changes the number of tasks. */
  readonly count: boolean;
}

/**
 * Arguments of an `aws_ecs_service` that Terraform only sets when it makes the service.
 *
 * ECS refuses to change those of CodeDeploy's own by any other way than a deployment, which takes them from
 * `appspec.yaml`; a plan that wanted to would fail for ever.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html
 */
export function ignoredChanges(kind: DeploymentEngine["kind"], elsewhere: OwnedElsewhere): string[] {
  const ofCodeDeploy = [
    "load_balancer",
    "network_configuration",
    "platform_version",
    "capacity_provider_strategy",
  ];
  return [
    ...(elsewhere.image || kind === "codedeploy" ? ["task_definition"] : []),
    ...(kind === "codedeploy" ? ofCodeDeploy : []),
    ...(elsewhere.count ? ["desired_count"] : []),
  ];
}

const STRATEGY = { "all-at-once": "BLUE_GREEN", linear: "LINEAR", canary: "CANARY" } as const;

/** Arguments of an `aws_ecs_service` that name its engine. */
export function engineArguments(engine: DeploymentEngine): Partial<EcsServiceConfig> {
  switch (engine.kind) {
    case "rolling":
      return {};
    case "codedeploy":
      return { deploymentController: { type: "CODE_DEPLOY" } };
    case "ecs-native":
      return { deploymentConfiguration: shiftConfiguration(engine) };
  }
}

/** @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html */
function shiftConfiguration(engine: NativeShift): EcsServiceDeploymentConfiguration {
  const { strategy, stepPercent, bakeMinutes, hooks } = engine;
  const stepMinutes = String(engine.stepMinutes);
  return {
    strategy: STRATEGY[strategy],
    bakeTimeInMinutes: String(bakeMinutes),
    linearConfiguration:
      strategy === "linear" ? { stepPercent, stepBakeTimeInMinutes: stepMinutes } : undefined,
    canaryConfiguration:
      strategy === "canary"
        ? { canaryPercent: stepPercent, canaryBakeTimeInMinutes: stepMinutes }
        : undefined,
    lifecycleHook:
      hooks.length === 0
        ? undefined
        : hooks.map(({ functionArn, stage, roleArn }) => ({
            hookTargetArn: functionArn,
            lifecycleStages: [stage],
            roleArn,
          })),
  };
}

/** Where ECS finds the second target group, and the rules that it moves. */
export function shiftedLoadBalancer(
  engine: DeploymentEngine,
): EcsServiceLoadBalancerAdvancedConfiguration | undefined {
  if (engine.kind !== "ecs-native" || engine.traffic === undefined) return undefined;
  const { alternateTargetGroupArn, productionRuleArn, testRuleArn, roleArn } = engine.traffic;
  return {
    alternateTargetGroupArn,
    productionListenerRule: productionRuleArn,
    testListenerRule: testRuleArn,
    roleArn,
  };
}
