import { isWorld, newOpenings } from "./ingress";
import type { Rule } from "./rule";

/** An existing firewall lets more in. */
export const widerIngress: Rule = {
  name: "wider-ingress",
  severity: "warn",
  summary: "A firewall that exists lets more addresses or ports in.",
  check: ({ change, values }) => {
    const isNew = change.group === "create" && change.type.endsWith("security_group");
    if (isNew) return [];
    return newOpenings(change, values)
      .filter(({ source }) => !isWorld(source))
      .map(({ ports, source }) => `opens ${ports} from ${source}`);
  },
};
