import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { Construct } from "constructs";
import { type Identity, type PolicyStatement, policyJson } from "../identity";
import { ciRolePath } from "./owner";

export interface CiRoleProps {
  readonly identity: Identity;
  readonly name: string;
  readonly description: string;
  readonly trust: PolicyStatement;
  readonly statements: readonly PolicyStatement[];
  /** ARNs of IAM policies. */
  readonly managedPolicies: readonly string[];
}

/**
 * A role that workflows assume with the token that GitHub gives a job.
 *
 * Makes `aws_iam_role`, `aws_iam_role_policy` and an attachment for each managed policy. Costs nothing. Sessions end
 * after an hour.
 */
export class CiRole extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: CiRoleProps) {
    super(scope, id);
    const { identity, name, description, trust, statements, managedPolicies } = props;
    const role = new IamRole(this, "role", {
      name,
      description,
      path: ciRolePath(identity.iam.path),
      permissionsBoundary: identity.iam.permissionsBoundary,
      assumeRolePolicy: policyJson([trust]),
    });
    new IamRolePolicy(this, "policy", { name: "own", role: role.name, policy: policyJson(statements) });
    for (const policyArn of managedPolicies) {
      new IamRolePolicyAttachment(this, lastWord(policyArn), { role: role.name, policyArn });
    }
    this.arn = role.arn;
  }
}

function lastWord(arn: string): string {
  return arn.slice(arn.indexOf(":policy/") + ":policy/".length);
}
