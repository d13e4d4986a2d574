import { isWeb, isWorld, newOpenings } from "./ingress";
import type { Rule } from "./rule";

/** A port of the web is opened to everybody. */
export const publicWebIngress: Rule = {
  name: "public-web-ingress",
  severity: "warn",
  summary: "A firewall opens port 80 or 443 to everybody.",
  check: ({ change, values }) =>
    newOpenings(change, values)
      .filter((opening) => isWorld(opening.source) && isWeb(opening))
      .map(({ ports, source }) => `opens ${ports} from ${source}`),
};
