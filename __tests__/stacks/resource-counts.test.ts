import { describe, expect, it } from "vitest";
import { natGatewayZones, type ResourceCounts, resourceCounts } from "../../config/resource-counts";
import { nameClaims } from "../../config/resource-names";
import { REPOSITORY, stacksOf, type WrittenStack } from "../support/stacks";

const count = (stack: WrittenStack, type: string) => Object.keys(stack.all(type)).length;

/** Environments of Beanstalk that make a load balancer with its target group themselves. */
function loadBalancersOfBeanstalk(stack: WrittenStack): number {
  return Object.values(stack.all("aws_elastic_beanstalk_environment")).filter(({ tier }) => tier !== "Worker")
    .length;
}

function countsOf(stack: WrittenStack): ResourceCounts {
  const elsewhere = loadBalancersOfBeanstalk(stack);
  return {
    vpcs: count(stack, "aws_vpc"),
    gatewayEndpoints: Object.values(stack.all("aws_vpc_endpoint")).filter(
      ({ vpc_endpoint_type }) => vpc_endpoint_type === "Gateway",
    ).length,
    elasticIps: count(stack, "aws_eip"),
    loadBalancers: count(stack, "aws_lb") + elsewhere,
    targetGroups: count(stack, "aws_lb_target_group") + elsewhere,
    webAcls: count(stack, "aws_wafv2_web_acl"),
    ipSets: count(stack, "aws_wafv2_ip_set"),
    logResourcePolicies: count(stack, "aws_cloudwatch_log_resource_policy"),
    dbClusters: count(stack, "aws_rds_cluster"),
    dbInstances: count(stack, "aws_rds_cluster_instance"),
    iamRoles: count(stack, "aws_iam_role"),
  };
}

const NAMED: Readonly<Record<string, readonly [type: string, attribute: string]>> = {
  "IAM role": ["aws_iam_role", "name"],
  "target group": ["aws_lb_target_group", "name"],
  "load balancer": ["aws_lb", "name"],
  "Beanstalk environment": ["aws_elastic_beanstalk_environment", "name"],
  "WAF web ACL": ["aws_wafv2_web_acl", "name"],
  "ECR repository": ["aws_ecr_repository", "name"],
};

/** Roles that only the stack's own name is in, so that no other stack can have them. */
const OF_THE_STACK = ["flow-logs", "password-redeploy", "password-rotated", "beanstalk"];

describe.each([...stacksOf(REPOSITORY)])("%s", (name, stack) => {
  it("takes of each quota what is counted", () => {
    expect(countsOf(stack)).toEqual(resourceCounts(stack.environment));
    const zones = Object.keys(stack.all("aws_nat_gateway")).map((address) => address.split("_").at(-1));
    expect(zones.sort()).toEqual(natGatewayZones(stack.environment).sort());
  });

  it("has the names that are claimed for it", () => {
    const claims = nameClaims(stack.environment);
    for (const [kind, [type, attribute]] of Object.entries(NAMED)) {
      const claimed = claims.filter((claim) => claim.kind === kind).map((claim) => claim.name);
      const own = OF_THE_STACK.map((word) => `${name}-${word}`);
      const made = Object.values(stack.all(type))
        .map((attributes) => String(attributes[attribute]))
        .filter((one) => !own.includes(one));
      expect(made.sort(), kind).toEqual(claimed.sort());
    }
  });
});
