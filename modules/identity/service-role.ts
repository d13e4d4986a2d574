import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { Construct } from "constructs";
import { NAME_LIMIT, resourceName } from "../naming";
import type { Identity } from "./identity";
import { type PolicyStatement, policyJson } from "./policy";

export interface ServiceRoleProps {
  readonly identity: Identity;
  /** Words after the stack's name in the role's name. */
  readonly name: readonly string[];
  /** AWS service that assumes the role, such as `ecs-tasks.amazonaws.com`. */
  readonly service: string;
  /**
   * Conditions of the trust policy, against the confused deputy; `none` for a service that sends no account,
   * as EC2 does. @default - none beyond the account
   */
  readonly trustConditions?: PolicyStatement["Condition"] | "none";
  /** Statements of the role's own policy. @default - no policy */
  readonly statements?: readonly PolicyStatement[];
  /** ARNs of AWS managed policies, by a stable id. @default - none */
  readonly managedPolicies?: Readonly<Record<string, string>>;
}

/**
 * An IAM role that one AWS service assumes on behalf of this account only, with one policy of its own.
 *
 * Makes `aws_iam_role`, `aws_iam_role_policy` and an attachment per managed policy. Costs nothing.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export class ServiceRole extends Construct {
  readonly arn: string;
  readonly name: string;
  /** What must exist before the role can be used. */
  readonly grants: readonly (IamRolePolicy | IamRolePolicyAttachment)[];

  constructor(scope: Construct, id: string, props: ServiceRoleProps) {
    super(scope, id);
    const { identity } = props;
    const role = new IamRole(this, "role", {
      name: resourceName([identity.stack, ...props.name], NAME_LIMIT.iamRole),
      path: identity.iam.path,
      permissionsBoundary: identity.iam.permissionsBoundary,
      assumeRolePolicy: policyJson([
        {
          Effect: "Allow",
          Principal: { Service: props.service },
          Action: "sts:AssumeRole",
          Condition: trustConditions(props),
        },
      ]),
    });
    this.arn = role.arn;
    this.name = role.name;
    this.grants = [
      ...this.ownPolicy(role, props.statements ?? []),
      ...this.managed(role, props.managedPolicies ?? {}),
    ];
  }

  private ownPolicy(role: IamRole, statements: readonly PolicyStatement[]): IamRolePolicy[] {
    if (statements.length === 0) return [];
    return [
      new IamRolePolicy(this, "policy", { name: "own", role: role.name, policy: policyJson(statements) }),
    ];
  }

  private managed(role: IamRole, policies: Readonly<Record<string, string>>): IamRolePolicyAttachment[] {
    return Object.entries(policies).map(
      ([id, policyArn]) => new IamRolePolicyAttachment(this, `managed_${id}`, { role: role.name, policyArn }),
    );
  }
}

function trustConditions({ identity, trustConditions: given }: ServiceRoleProps) {
  if (given === "none") return undefined;
  return given ?? { StringEquals: { "aws:SourceAccount": identity.account } };
}
