/** Keys of an environment that constructs directly below its stack are made from, where the names differ. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  alarms: ["notifications"],
  beanstalk: ["services"],
  cluster: ["services"],
  database_alarms: ["database"],
  database_rotation: ["database", "passwordRotationDays"],
  files_alarms: ["files"],
  files_policy: ["services"],
};

/** Keys inside a part, by the construct below it. */
const INSIDE: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  network: {
    vpc: ["ipv4Cidr"],
    nat: ["nat"],
    public: ["availabilityZones"],
    private: ["availabilityZones"],
    isolated: ["availabilityZones"],
    "flow-logs": ["flowLogRetentionDays"],
  },
  ingress: { waf: ["waf"], certificate: ["domain"] },
  service: { logs: ["logRetentionDays"], alarms: ["alarms"], scaling: ["scaling"], route: ["path"] },
};

/**
 * The key of an environment that a construct is made from, as a path; the nearest one that is known. The file may
 * have less of it: then the part that it has is meant.
 *
 * @param path Names of the construct and of those around it, from below the stack.
 */
export function keyOfConstruct(path: readonly string[]): readonly string[] {
  const [part = "", name = "", below = ""] = path;
  if (part === "service") return ["services", name, ...(INSIDE.service?.[below] ?? [])];
  if (part === "ingress" && name === "waf" && below === "allow") return ["ingress", "allow"];
  return [...(PARTS[part] ?? [part]), ...(INSIDE[part]?.[name] ?? [])];
}
