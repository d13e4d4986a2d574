import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { type Identity, ServiceRole } from "../identity";
import { NAME_LIMIT, resourceName } from "../naming";
import { beanstalkExecutionStatements, type InstanceNeeds, instanceStatements } from "./instance-statements";
import type { BeanstalkServiceProps } from "./service-props";

/** AWS's own policies that an instance of each tier needs. */
const TIER_POLICIES = { web: "AWSElasticBeanstalkWebTier", worker: "AWSElasticBeanstalkWorkerTier" } as const;

/**
 * The two roles of a service on Elastic Beanstalk: the execution role, with which ECS pulls images and reads
 * secrets, and the role of the instances, which the platform and the containers have.
 *
 * Makes two `aws_iam_role` with a policy each, three attachments of AWS's policies for Elastic Beanstalk and
 * Session Manager, and `aws_iam_instance_profile`. Costs nothing. Leaves out a role per container, which the
 * platform does not have: every container of an instance has what one of them needs.
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/iam-instanceprofile.html
 */
export class BeanstalkRoles extends Construct {
  readonly instanceRoleArn: string;
  readonly instanceProfileName: string;
  /** What must exist before an instance starts. */
  readonly grants: readonly ITerraformDependable[];

  constructor(
    scope: Construct,
    id: string,
    props: BeanstalkServiceProps,
    needs: Omit<InstanceNeeds, "executionRoleArn">,
  ) {
    super(scope, id);
    const execution = this.execution(props);
    const instance = this.instance(props, { ...needs, executionRoleArn: execution.arn });
    const profile = this.profile(props, instance);
    this.instanceRoleArn = instance.arn;
    this.instanceProfileName = profile.name;
    this.grants = [...execution.grants, ...instance.grants];
  }

  private execution(props: BeanstalkServiceProps): ServiceRole {
    const { identity } = props;
    return new ServiceRole(this, "execution", {
      identity,
      name: executionRoleWords(props.name),
      service: "ecs-tasks.amazonaws.com",
      trustConditions: {
        StringEquals: { "aws:SourceAccount": identity.account },
        ArnLike: { "aws:SourceArn": `arn:aws:ecs:${identity.region}:${identity.account}:*` },
      },
      statements: beanstalkExecutionStatements(props),
    });
  }

  private instance(props: BeanstalkServiceProps, needs: InstanceNeeds): ServiceRole {
    return new ServiceRole(this, "instance", {
      identity: props.identity,
      name: [props.name, "instance"],
      service: "ec2.amazonaws.com",
      trustConditions: "none",
      statements: instanceStatements(props, needs),
      managedPolicies: {
        tier: `arn:aws:iam::aws:policy/${TIER_POLICIES[props.web === undefined ? "worker" : "web"]}`,
        containers: "arn:aws:iam::aws:policy/AWSElasticBeanstalkMulticontainerDocker",
        sessions: "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
      },
    });
  }

  private profile({ identity, name }: BeanstalkServiceProps, role: ServiceRole): IamInstanceProfile {
    return new IamInstanceProfile(this, "profile", {
      name: resourceName([identity.stack, name], NAME_LIMIT.instanceProfile),
      path: identity.iam.path,
      role: role.name,
    });
  }
}

/**
 * ARN of a service's execution role. It is written into the source bundle, so it is made of what is known
 * before there is a role.
 */
export function executionRoleArn({ stack, account, iam }: Identity, service: string): string {
  const name = resourceName([stack, ...executionRoleWords(service)], NAME_LIMIT.iamRole);
  return `arn:aws:iam::${account}:role${iam.path}${name}`;
}

function executionRoleWords(service: string): string[] {
  return [service, "execution"];
}
