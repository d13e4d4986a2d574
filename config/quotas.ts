/** What AWS counts, and how much of it an account may have unless AWS raises the quota. */
export interface Quota {
  /** What is counted, in the plural. */
  readonly noun: string;
  /** Number that a new account has. */
  readonly limit: number;
  /** What the number is for: the account, each of its regions, or each availability zone. */
  readonly per: "account" | "region" | "zone";
  /** Whether AWS raises it on request. */
  readonly raisable: boolean;
}

/**
 * The quotas that a fleet meets first, with the numbers that a new account has.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-limits-endpoints.html
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/limits.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutResourcePolicy.html
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/CHAP_Limits.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const QUOTAS = {
  /** Internet gateways and egress-only internet gateways have the same quota and are raised with it. */
  vpcs: { noun: "VPCs", limit: 5, per: "region", raisable: true },
  elasticIps: { noun: "Elastic IP addresses", limit: 5, per: "region", raisable: true },
  natGateways: { noun: "NAT gateways", limit: 5, per: "zone", raisable: true },
  gatewayEndpoints: { noun: "gateway VPC endpoints", limit: 20, per: "region", raisable: true },
  loadBalancers: { noun: "Application Load Balancers", limit: 50, per: "region", raisable: true },
  targetGroups: { noun: "target groups", limit: 3000, per: "region", raisable: true },
  webAcls: { noun: "WAF web ACLs", limit: 100, per: "region", raisable: true },
  ipSets: { noun: "WAF IP sets", limit: 100, per: "region", raisable: true },
  logResourcePolicies: {
    noun: "CloudWatch Logs resource policies",
    limit: 10,
    per: "region",
    raisable: false,
  },
  dbClusters: { noun: "Aurora clusters", limit: 40, per: "region", raisable: true },
  /** Twenty in ap-south-1. */
  dbInstances: { noun: "database instances", limit: 40, per: "region", raisable: true },
  iamRoles: { noun: "IAM roles", limit: 1000, per: "account", raisable: true },
} as const satisfies Readonly<Record<string, Quota>>;

/** Name of a quota in `platform.yaml`. */
export type QuotaName = keyof typeof QUOTAS;

/** Names of all quotas. */
export const QUOTA_NAMES = Object.keys(QUOTAS) as readonly QuotaName[];
