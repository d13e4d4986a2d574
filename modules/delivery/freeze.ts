import { SchedulerSchedule } from "@cdktf/provider-aws/lib/scheduler-schedule";
import { SchedulerScheduleGroup } from "@cdktf/provider-aws/lib/scheduler-schedule-group";
import { SfnStateMachine } from "@cdktf/provider-aws/lib/sfn-state-machine";
import { Construct } from "constructs";
import { type Identity, ServiceRole } from "../identity";
import { NAME_LIMIT, resourceName } from "../naming";
import { WorkflowAlarm } from "../observability";
import { awsCron } from "../scaling/aws-cron";
import type { Cron } from "../scaling/cron";
import { type FreezeOrder, freezeDefinition, type Gate } from "./freeze-definition";
import { type FreezeWindow, isClosedAt, momentOf } from "./freeze-windows";

/** Word after the stack in the names of what belongs to a freeze. */
const WORD = "freeze";

export interface FreezeProps {
  readonly identity: Identity;
  /** At most one of them recurs; dated ones do not overlap. */
  readonly windows: readonly FreezeWindow[];
  /** At least one. */
  readonly gates: readonly Gate[];
  /** ARN of the customer's key that schedules are encrypted with. @default - AWS's own key */
  readonly kmsKeyArn: string | undefined;
  /** SNS topic that hears of a gate that did not close or open. */
  readonly topicArn: string;
}

/**
 * Times in which the pipelines of an environment build, but do not deploy.
 *
 * Makes `aws_scheduler_schedule` for each beginning and end, in an `aws_scheduler_schedule_group`, an
 * `aws_sfn_state_machine` that closes and opens the pipelines, a role for each of the two and an alarm. Costs 0.10 USD
 * a month, for the alarm.
 *
 * Deliberately leaves out what runs already when a window begins: it is finished. Terraform's own applies are not held.
 *
 * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/transitions.html
 */
export class Freeze extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: FreezeProps,
  ) {
    super(scope, id);
    const machine = this.machine();
    const group = this.group();
    const role = this.starter(machine);
    for (const window of props.windows) this.window(window, { machine, group, role });
    this.alarm(machine);
  }

  private machine(): SfnStateMachine {
    const { identity, windows, gates } = this.props;
    const { region, account, stack } = identity;
    const name = resourceName([stack, WORD], NAME_LIMIT.stateMachine);
    const role = new ServiceRole(this, "gates", {
      identity,
      name: [`${WORD}-gates`],
      service: "states.amazonaws.com",
      trustConditions: {
        StringEquals: { "aws:SourceAccount": account },
        ArnEquals: { "aws:SourceArn": `arn:aws:states:${region}:${account}:stateMachine:${name}` },
      },
      statements: [
        {
          Effect: "Allow",
          Action: ["codepipeline:DisableStageTransition", "codepipeline:EnableStageTransition"],
          Resource: gates.map(
            ({ pipeline, stage }) => `arn:aws:codepipeline:${region}:${account}:${pipeline}/${stage}`,
          ),
        },
      ],
    });
    const dated = windows.filter((window) => window.kind === "dated");
    return new SfnStateMachine(this, "machine", {
      name,
      type: "STANDARD",
      roleArn: role.arn,
      definition: JSON.stringify(freezeDefinition(gates, dated)),
      dependsOn: [...role.grants],
    });
  }

  private group(): SchedulerScheduleGroup {
    return new SchedulerScheduleGroup(this, "group", { name: groupName(this.props.identity) });
  }

  private starter(machine: SfnStateMachine): ServiceRole {
    const { identity, kmsKeyArn } = this.props;
    const { region, account } = identity;
    const decrypt = {
      Effect: "Allow",
      Action: "kms:Decrypt",
      Resource: kmsKeyArn ?? "",
      Condition: { StringEquals: { "kms:ViaService": `scheduler.${region}.amazonaws.com` } },
    } as const;
    return new ServiceRole(this, "role", {
      identity,
      name: [`${WORD}-clock`],
      service: "scheduler.amazonaws.com",
      trustConditions: {
        StringEquals: { "aws:SourceAccount": account },
        ArnEquals: {
          "aws:SourceArn": `arn:aws:scheduler:${region}:${account}:schedule-group/${groupName(identity)}`,
        },
      },
      statements: [
        { Effect: "Allow", Action: "states:StartExecution", Resource: machine.arn },
        ...(kmsKeyArn === undefined ? [] : [decrypt]),
      ],
    });
  }

  private window(window: FreezeWindow, made: Made): void {
    this.edge(window, "close", made);
    // A dated window that ends in the middle of a recurring one leaves the end to that.
    if (!endsClosed(window, this.props.windows)) this.edge(window, "open", made);
  }

  private edge(window: FreezeWindow, edge: FreezeOrder["edge"], { machine, group, role }: Made): void {
    const { identity, kmsKeyArn } = this.props;
    const order: FreezeOrder = { edge, window: window.name };
    new SchedulerSchedule(this, `${window.name}_${edge}`, {
      name: resourceName([identity.stack, window.name, edge], NAME_LIMIT.schedule),
      groupName: group.name,
      description: `Freeze ${window.name}: ${edge} the pipelines`,
      scheduleExpression: expressionOf(window, edge === "close" ? "from" : "until"),
      scheduleExpressionTimezone: window.timeZone,
      flexibleTimeWindow: { mode: "OFF" },
      kmsKeyArn,
      target: {
        arn: machine.arn,
        roleArn: role.arn,
        input: JSON.stringify(order),
        retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 20 },
      },
      dependsOn: [...role.grants],
    });
  }

  private alarm(machine: SfnStateMachine): void {
    const { identity, topicArn } = this.props;
    new WorkflowAlarm(this, "failed", {
      identity,
      name: [WORD, "failed"],
      description: `A freeze window did not close or open the pipelines of ${identity.stack}: do it by hand, as the runbook says.`,
      stateMachineArn: machine.arn,
      topicArn,
    });
  }
}

interface Made {
  readonly machine: SfnStateMachine;
  readonly group: SchedulerScheduleGroup;
  readonly role: ServiceRole;
}

function groupName({ stack }: Identity): string {
  // No service can have a name with a dot, so none has this group.
  return resourceName([`${stack}.${WORD}`], NAME_LIMIT.schedule);
}

function endsClosed(window: FreezeWindow, windows: readonly FreezeWindow[]): boolean {
  if (window.kind === "recurring") return false;
  const end = momentOf(window.until, window.timeZone);
  return windows.some((other) => other.kind === "recurring" && isClosedAt(other, end));
}

/** @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html */
function expressionOf(window: FreezeWindow, key: "from" | "until"): string {
  if (window.kind === "dated") return `at(${window[key]}:00)`;
  return cronOf(window[key], window.name);
}

function cronOf(cron: Cron, name: string): string {
  const expression = awsCron(cron);
  if (expression.ok) return expression.value;
  throw new Error(`The freeze ${name} ${expression.message}. ${expression.fix}`);
}
