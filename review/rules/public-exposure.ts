import { inWords } from "../classify/stateful";
import type { Rule, RuleChange } from "./rule";
import { attributeOf, becomes, turnsOff } from "./values";

const S3_BLOCKS = [
  "block_public_acls",
  "block_public_policy",
  "ignore_public_acls",
  "restrict_public_buckets",
];
const PUBLIC_ACLS = ["public-read", "public-read-write", "authenticated-read"];

/** Something can be reached from the internet that could not be before. */
export const publicExposure: Rule = {
  name: "public-exposure",
  severity: "block",
  summary: "A database, a bucket, a load balancer or a machine is put on the internet.",
  check: (one) => (one.change.group === "forget" ? [] : [...exposed(one), ...buckets(one)]),
};

function exposed({ change, values }: RuleChange): readonly string[] {
  const what = inWords(change.type);
  const found: string[] = [];
  if (becomes(values, "publicly_accessible", true)) found.push(`makes ${what} reachable from the internet`);
  if (
    becomes(values, "public_network_access_enabled", true) &&
    attributeOf(values, "before", "public_network_access_enabled") === false
  ) {
    found.push(`makes ${what} reachable from the internet`);
  }
  if (turnsOff(values, "internal")) found.push(`moves ${what} from the private network to the internet`);
  if (
    attributeOf(values, "before", "map_public_ip_on_launch") === false &&
    becomes(values, "map_public_ip_on_launch", true)
  ) {
    found.push("gives every new machine of the subnet a public address");
  }
  const type = "authorization_type";
  if (change.type === "aws_lambda_function_url" && becomes(values, type, "NONE")) {
    found.push("lets everybody call the function without signing in");
  }
  return found;
}

function buckets({ change, values }: RuleChange): readonly string[] {
  if (/^aws_s3_(bucket|account)_public_access_block$/.test(change.type)) {
    if (change.group === "destroy") return ["takes the block of public access away"];
    return S3_BLOCKS.filter((name) => becomes(values, name, false)).map((name) => `switches ${name} off`);
  }
  if (!/^aws_s3_bucket(_acl)?$/.test(change.type)) return [];
  return PUBLIC_ACLS.filter((acl) => becomes(values, "acl", acl)).map((acl) => `makes the bucket ${acl}`);
}
