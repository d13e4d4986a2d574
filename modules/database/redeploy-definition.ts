/** A service whose containers have to start anew to read a new password. */
export type RedeployTarget = EcsTarget | BeanstalkTarget;

/** A service of an ECS cluster. */
export interface EcsTarget {
  readonly kind: "ecs";
  readonly name: string;
  readonly arn: string;
  readonly clusterArn: string;
}

/** A Beanstalk environment. */
export interface BeanstalkTarget {
  readonly kind: "beanstalk";
  readonly name: string;
  readonly arn: string;
  readonly environmentId: string;
}

/**
 * AWS says that a managed rotation "typically" takes less than a minute, but not whether the label moves
 * before or after the database takes the password; a task must not start in between.
 */
const SETTLE_SECONDS = 60;

/**
 * The state machine that starts the containers of every service anew, all at once, in the Amazon States
 * Language. A service's branch tries again for about ten minutes, so that one that fails stops no other.
 *
 * Cluster and environment stand in it by what Terraform knows only after the first apply: a first plan, which AWS
 * could not validate the definition of without credentials, works anywhere.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html
 */
export function redeployDefinition(services: readonly RedeployTarget[]) {
  return {
    Comment: "Gives running services the rotated database password",
    StartAt: "Settle",
    States: {
      Settle: { Type: "Wait", Seconds: SETTLE_SECONDS, Next: "Redeploy" },
      Redeploy: {
        Type: "Parallel",
        Branches: services.map(branch),
        ResultPath: null,
        End: true,
      },
    },
  };
}

function branch(service: RedeployTarget) {
  return {
    StartAt: service.name,
    States: {
      [service.name]: {
        Type: "Task",
        ...call(service),
        Retry: [{ ErrorEquals: ["States.ALL"], IntervalSeconds: 10, MaxAttempts: 6, BackoffRate: 2 }],
        // The answer describes the whole service; a few of them would exceed what a state may hand on.
        ResultPath: null,
        End: true,
      },
    },
  };
}

/** @see https://docs.aws.amazon.com/elasticbeanstalk/latest/api/API_RestartAppServer.html */
function call(service: RedeployTarget) {
  if (service.kind === "beanstalk") {
    return {
      Resource: "arn:aws:states:::aws-sdk:elasticbeanstalk:restartAppServer",
      Parameters: { EnvironmentId: service.environmentId },
    };
  }
  return {
    Resource: "arn:aws:states:::aws-sdk:ecs:updateService",
    Parameters: { Cluster: service.clusterArn, Service: service.name, ForceNewDeployment: true },
  };
}
