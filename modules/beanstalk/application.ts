import { ElasticBeanstalkApplication } from "@cdktf/provider-aws/lib/elastic-beanstalk-application";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { type Identity, ServiceRole } from "../identity";
import { BundleBucket } from "./bundle-bucket";
import type { Application } from "./service-props";

export interface BeanstalkApplicationProps {
  readonly identity: Identity;
  /** ARN of the customer's key; `undefined` stays with AWS's own keys. */
  readonly kmsKeyArn: string | undefined;
}

/**
 * The Elastic Beanstalk application of a stack, which all services on Beanstalk are environments of.
 *
 * Makes `aws_elastic_beanstalk_application`, a `BundleBucket` and the role with which Beanstalk watches and
 * updates its environments. Costs nothing beyond the bundles' storage. Leaves out version limits: Terraform
 * removes the versions that it replaces.
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/iam-servicerole.html
 */
export class BeanstalkApplication extends Construct implements Application {
  readonly name: string;
  readonly bundleBucket: string;
  readonly serviceRoleArn: string;
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: BeanstalkApplicationProps) {
    super(scope, id);
    const bundles = new BundleBucket(this, "bundles", props);
    const role = this.serviceRole(props.identity);
    const application = new ElasticBeanstalkApplication(this, "application", {
      name: props.identity.stack,
      description: `Services of ${props.identity.stack}`,
    });
    this.name = application.name;
    this.bundleBucket = bundles.bucketName;
    this.serviceRoleArn = role.arn;
    this.ready = [...bundles.ready, ...role.grants];
  }

  private serviceRole(identity: Identity): ServiceRole {
    return new ServiceRole(this, "service-role", {
      identity,
      name: ["beanstalk"],
      service: "elasticbeanstalk.amazonaws.com",
      // What Elastic Beanstalk says when it assumes a role; it sends no account.
      trustConditions: { StringEquals: { "sts:ExternalId": "elasticbeanstalk" } },
      managedPolicies: {
        health: "arn:aws:iam::aws:policy/service-role/AWSElasticBeanstalkEnhancedHealth",
        updates: "arn:aws:iam::aws:policy/AWSElasticBeanstalkManagedUpdatesCustomerRolePolicy",
      },
    });
  }
}
