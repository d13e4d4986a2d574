/** An ECS service to redeploy. */
export interface RedeployTarget {
  readonly name: string;
  readonly arn: string;
}

/**
 * AWS says that a managed rotation "typically" takes less than a minute, but not whether the label moves
 * before or after the database takes the password; a task must not start in between.
 */
const SETTLE_SECONDS = 60;

/**
 * The state machine that forces a new deployment of every service at once, in the Amazon States Language.
 * A service's branch tries again for about ten minutes, so that one that fails stops no other.
 *
 * @param cluster ARN of the ECS cluster. Terraform knows it only after the first apply, so a first plan, which AWS could
 *   not validate the definition of without credentials, works anywhere.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html
 */
export function redeployDefinition(cluster: string, services: readonly RedeployTarget[]) {
  return {
    Comment: "Gives running services the rotated database password",
    StartAt: "Settle",
    States: {
      Settle: { Type: "Wait", Seconds: SETTLE_SECONDS, Next: "Redeploy" },
      Redeploy: {
        Type: "Parallel",
        Branches: services.map(({ name }) => branch(cluster, name)),
        ResultPath: null,
        End: true,
      },
    },
  };
}

function branch(cluster: string, service: string) {
  return {
    StartAt: service,
    States: {
      [service]: {
        Type: "Task",
        Resource: "arn:aws:states:::aws-sdk:ecs:updateService",
        Parameters: { Cluster: cluster, Service: service, ForceNewDeployment: true },
        Retry: [{ ErrorEquals: ["States.ALL"], IntervalSeconds: 10, MaxAttempts: 6, BackoffRate: 2 }],
        // The answer describes the whole service; a few of them would exceed what a state may hand on.
        ResultPath: null,
        End: true,
      },
    },
  };
}
