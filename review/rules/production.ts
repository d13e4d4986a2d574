import type { Rule } from "./rule";

const VERBS: Readonly<Record<string, string>> = {
  destroy: "destroys",
  replace: "replaces",
  forget: "forgets",
};

/** Production loses something. */
export const production: Rule = {
  name: "production",
  severity: "warn",
  summary: "Something of a production environment is destroyed, replaced or forgotten.",
  check: ({ change }, context) => {
    const verb = VERBS[change.group];
    return context.production && verb !== undefined && change.mode === "managed"
      ? [`${verb} ${change.type} in production`]
      : [];
  },
};
