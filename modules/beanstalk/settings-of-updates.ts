import type {
  BeanstalkDeployment,
  BeanstalkServiceProps,
  DeploymentPolicy,
  ManagedUpdates,
} from "./service-props";
import type { Options } from "./settings";

const POLICY: Readonly<Record<DeploymentPolicy, string>> = {
  "all-at-once": "AllAtOnce",
  rolling: "Rolling",
  "rolling-with-additional-batch": "RollingWithAdditionalBatch",
  immutable: "Immutable",
  "traffic-splitting": "TrafficSplitting",
};

/** Policies whose deployments start new instances; their changes of configuration do too. */
const ON_NEW_INSTANCES: readonly DeploymentPolicy[] = ["immutable", "traffic-splitting"];

/** How new versions, new configurations and new platforms reach the instances. */
export function updateOptions(
  props: Pick<
    BeanstalkServiceProps,
    "deployment" | "instances" | "managedUpdates" | "singleton" | "web" | "application"
  >,
): Options {
  return {
    "aws:elasticbeanstalk:command": command(props.deployment),
    ...trafficSplitting(props.deployment),
    "aws:autoscaling:updatepolicy:rollingupdate": rollingUpdate(props),
    ...managedActions(props.managedUpdates, props.application.serviceRoleArn),
  };
}

/** @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features.rolling-version-deploy.html */
function command({ policy, batchPercent, timeoutSeconds }: BeanstalkDeployment): Options[string] {
  return {
    BatchSize: batchPercent,
    BatchSizeType: "Percentage",
    DeploymentPolicy: POLICY[policy],
    // An instance that is not healthy after its update fails the deployment.
    IgnoreHealthCheck: false,
    Timeout: timeoutSeconds,
  };
}

/** @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features.rolling-version-deploy.html */
function trafficSplitting({ policy, trafficPercent, evaluationMinutes }: BeanstalkDeployment): Options {
  if (policy !== "traffic-splitting") return {};
  return {
    "aws:elasticbeanstalk:trafficsplitting": {
      EvaluationTime: evaluationMinutes,
      NewVersionPercent: trafficPercent,
    },
  };
}

/** @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features.rollingupdates.html */
function rollingUpdate({
  deployment,
  instances,
  singleton,
  web,
}: Pick<BeanstalkServiceProps, "deployment" | "instances" | "singleton" | "web">): Options[string] {
  if (ON_NEW_INSTANCES.includes(deployment.policy)) {
    return { RollingUpdateEnabled: true, RollingUpdateType: "Immutable" };
  }
  return {
    MaxBatchSize: 1,
    // A singleton goes before its successor comes; all others keep what they need at least.
    MinInstancesInService: singleton ? 0 : Math.max(0, Math.min(instances.min, instances.max - 1)),
    RollingUpdateEnabled: true,
    // Only a load balancer can say that a new instance is healthy; without one, time has to.
    ...(web === undefined
      ? { PauseTime: "PT5M", RollingUpdateType: "Time" }
      : { RollingUpdateType: "Health" }),
  };
}

/** @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environment-platform-update-managed.html */
function managedActions(updates: ManagedUpdates | undefined, serviceRoleArn: string): Options {
  if (updates === undefined) {
    return { "aws:elasticbeanstalk:managedactions": { ManagedActionsEnabled: false } };
  }
  return {
    "aws:elasticbeanstalk:managedactions": {
      ManagedActionsEnabled: true,
      PreferredStartTime: updates.start,
      ServiceRoleForManagedUpdates: serviceRoleArn,
    },
    "aws:elasticbeanstalk:managedactions:platformupdate": {
      // Instances are replaced when there is an update, not every week.
      InstanceRefreshEnabled: false,
      UpdateLevel: updates.level,
    },
  };
}
