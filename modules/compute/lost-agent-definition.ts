/** Seconds that an agent may be away: it connects again by itself, and systemd starts it again after ten. */
const PATIENCE_SECONDS = 600;

/**
 * The state machine that looks after an instance whose agent has lost its connection, in the Amazon States
 * Language. When the agent is still away, Auto Scaling is told that the instance is sick, and the execution fails:
 * that is what people hear of. An instance that is gone or drains is nobody's business.
 *
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/set-up-a-custom-health-check.html
 */
export function lostAgentDefinition(clusterArn: string) {
  const agent = "$.found.ContainerInstances[0]";
  return {
    Comment: "Replaces an instance whose ECS agent stays away",
    StartAt: "Wait",
    States: {
      Wait: { Type: "Wait", Seconds: PATIENCE_SECONDS, Next: "Look" },
      Look: {
        Type: "Task",
        Resource: "arn:aws:states:::aws-sdk:ecs:describeContainerInstances",
        Parameters: {
          Cluster: clusterArn,
          "ContainerInstances.$": "States.Array($.detail.containerInstanceArn)",
        },
        Retry: RETRY,
        ResultPath: "$.found",
        Next: "StillAway",
      },
      StillAway: {
        Type: "Choice",
        Choices: [
          {
            And: [
              { Variable: agent, IsPresent: true },
              { Variable: `${agent}.AgentConnected`, BooleanEquals: false },
              { Variable: `${agent}.Status`, StringEquals: "ACTIVE" },
            ],
            Next: "Replace",
          },
        ],
        Default: "Fine",
      },
      Replace: {
        Type: "Task",
        Resource: "arn:aws:states:::aws-sdk:autoscaling:setInstanceHealth",
        Parameters: { "InstanceId.$": "$.detail.ec2InstanceId", HealthStatus: "Unhealthy" },
        Retry: RETRY,
        ResultPath: null,
        Next: "Tell",
      },
      Tell: { Type: "Fail", Error: "AgentLost", Cause: "The instance of this execution is being replaced." },
      Fine: { Type: "Succeed" },
    },
  };
}

const RETRY = [{ ErrorEquals: ["States.ALL"], IntervalSeconds: 10, MaxAttempts: 4, BackoffRate: 2 }];
