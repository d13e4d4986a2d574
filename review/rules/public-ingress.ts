import { isWeb, isWorld, newOpenings } from "./ingress";
import type { Rule } from "./rule";

/** A port that is not the web's is opened to everybody. */
export const publicIngress: Rule = {
  name: "public-ingress",
  severity: "block",
  summary: "A firewall opens a port other than those of the web to everybody.",
  check: ({ change, values }) =>
    newOpenings(change, values)
      .filter((opening) => isWorld(opening.source) && !isWeb(opening))
      .map(({ ports, source }) => `opens ${ports} from ${source}`),
};
