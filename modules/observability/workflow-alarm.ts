import type { Construct } from "constructs";
import { Alarm, type AlarmProps } from "./alarm";

/** Who is alarmed, of which state machine. */
export interface WorkflowAlarmProps
  extends Pick<AlarmProps, "identity" | "name" | "description" | "topicArn"> {
  /** State machine that is watched. */
  readonly stateMachineArn: string;
}

/**
 * Rings when an execution of a state machine failed.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html
 */
export class WorkflowAlarm extends Alarm {
  constructor(scope: Construct, id: string, { stateMachineArn, ...props }: WorkflowAlarmProps) {
    super(scope, id, {
      ...props,
      namespace: "AWS/States",
      metric: "ExecutionsFailed",
      statistic: "Sum",
      dimensions: { StateMachineArn: stateMachineArn },
      periodSeconds: 300,
      evaluationPeriods: 1,
      threshold: 0,
      comparison: ">",
      missingData: "notBreaching",
    });
  }
}
