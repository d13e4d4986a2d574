import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { type Identity, ServiceRole } from "../identity";
import { NAME_LIMIT, resourceName } from "../naming";

/**
 * The role of the cluster's instances: what the ECS agent needs, and Session Manager for people. Tasks have roles of
 * their own and cannot take this one.
 *
 * Makes `aws_iam_role` with two of AWS's managed policies and `aws_iam_instance_profile`. Costs nothing.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/instance_IAM_role.html
 */
export class InstanceRole extends Construct {
  readonly profile: string;
  /** What must exist before an instance starts. */
  readonly grants: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, { identity }: { readonly identity: Identity }) {
    super(scope, id);
    const role = new ServiceRole(this, "role", {
      identity,
      name: ["instances"],
      service: "ec2.amazonaws.com",
      trustConditions: "none",
      managedPolicies: {
        agent: "arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role",
        sessions: "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
      },
    });
    const profile = new IamInstanceProfile(this, "profile", {
      name: resourceName([identity.stack, "instances"], NAME_LIMIT.instanceProfile),
      path: identity.iam.path,
      role: role.name,
    });
    this.profile = profile.name;
    this.grants = role.grants;
  }
}
