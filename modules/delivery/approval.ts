import type { PolicyStatement } from "../identity";
import type { PipelineAction } from "./stage";

/** Who is asked, and what. */
export interface ApprovalProps {
  /** What is approved, for people: `blog of festa-production`. */
  readonly what: string;
  /** SNS topic that gets the question, with the address where it is answered. */
  readonly topicArn: string;
  /** ARN of the customer's key that the topic is encrypted with. @default - not encrypted by KMS */
  readonly kmsKeyArn?: string | undefined;
}

/**
 * A pipeline that waits until a person has agreed; after seven days it fails. Costs nothing.
 *
 * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/approvals.html
 */
export function approvalAction({ what, topicArn, kmsKeyArn }: ApprovalProps): PipelineAction {
  const useKey: PolicyStatement = {
    Sid: "EncryptQuestion",
    Effect: "Allow",
    Action: ["kms:Decrypt", "kms:GenerateDataKey"],
    Resource: kmsKeyArn ?? "",
  };
  return {
    name: "Approve",
    category: "Approval",
    provider: "Manual",
    configuration: { NotificationArn: topicArn, CustomData: `Deploy ${what}?` },
    inputs: [],
    outputs: [],
    runOrder: 1,
    statements: [
      { Sid: "AskForApproval", Effect: "Allow", Action: "sns:Publish", Resource: topicArn },
      ...(kmsKeyArn === undefined ? [] : [useKey]),
    ],
  };
}
