import { z } from "zod";
import { cidrText } from "./cidr";
import { logRetentionDays } from "./logs";
import { NAME_LENGTH, slug } from "./text";

/** `<team>-<environment>`. */
const stackName = slug(NAME_LENGTH.team + 1 + NAME_LENGTH.environment);

/** The VPC of an environment. */
export const networkSpec = z
  .strictObject({
    ipv4Cidr: cidrText.describe(
      "IPv4 block of the VPC, /16 to /22, from 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10.",
    ),
    availabilityZones: z
      .array(z.string().max(32))
      .min(2, { error: "names fewer than two availability zones" })
      .max(6, { error: "names more than six availability zones" })
      .describe(
        "Names of two to six availability zones of the region. Adding one changes nothing that exists.",
      ),
    nat: z
      .enum(["none", "single", "per-az"])
      .describe(
        "NAT gateways for IPv4: none, one for all zones (a zone failure cuts all egress), or one per zone.",
      ),
    placement: z
      .enum(["private", "public"])
      .describe(
        "Subnets that tasks run in. `public` gives each task a public IPv4 address and costs no NAT; inbound traffic is still refused by security groups.",
      ),
    endpoints: z
      .enum(["none", "fargate"])
      .describe(
        "Interface endpoints: none (the free S3 gateway endpoint is always there), or those that the environment's Fargate tasks need.",
      ),
    flowLogs: z
      .union([z.literal("none"), z.strictObject({ retentionDays: logRetentionDays })])
      .describe("VPC flow logs to CloudWatch Logs."),
    peers: z
      .array(stackName)
      .max(1000)
      .describe(
        "Stacks whose networks this one is, or will be, connected with, by a transit gateway or peering made elsewhere. It makes nothing; it keeps their blocks apart.",
      ),
  })
  .partial()
  .describe("The dual-stack VPC of the environment.");
