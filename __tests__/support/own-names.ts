import type { Synthesized } from "./synth";

/** Attributes that name a resource for AWS. */
const NAMING = [
  "name",
  "alarm_name",
  "family",
  "identifier",
  "cluster_identifier",
  "bucket",
  "creation_token",
  "policy_name",
];

/** Types that share a name with others of their kind, because something else tells them apart. */
const TOLD_APART_BY: Readonly<Record<string, string>> = {
  aws_route53_record: "type",
  aws_iam_role_policy: "role",
  aws_appautoscaling_policy: "resource_id",
  aws_elastic_beanstalk_application_version: "application",
};

/** Attributes that name the resource that something belongs to. */
const OF_ANOTHER = /^aws_s3_bucket_|^aws_cloudwatch_event_target$/;

/** Names that two resources of one type have in a stack, with the addresses of both. */
export function repeatedNames(stack: Synthesized): string[] {
  const taken = new Map<string, string>();
  return stack.addresses().flatMap((address) => {
    const [type = "", name = ""] = address.split(".");
    if (OF_ANOTHER.test(type)) return [];
    const resource = stack.one(type, name);
    const apart = TOLD_APART_BY[type];
    return NAMING.filter((key) => isName(resource[key])).flatMap((key) => {
      const own = `${type} ${key} ${resource[key]} ${apart === undefined ? "" : JSON.stringify(resource[apart])}`;
      const other = taken.get(own);
      taken.set(own, address);
      return other === undefined ? [] : [`${own.trim()}: ${other} and ${address}`];
    });
  });
}

/** A reference to another resource is that one's name. */
function isName(value: unknown): value is string {
  return typeof value === "string" && !value.includes("${");
}
