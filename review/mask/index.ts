export { jsonInside } from "./json-inside";
export { lastGate } from "./last-gate";
export { Masker } from "./masker";
export { eachNamedSecret, pairValueKey } from "./named-secrets";
export { holdsSecret, namesSecret } from "./secret-keys";
export { MASK } from "./secret-set";
export { eachLeaf, eachSensitive, marksAnything } from "./sensitive-values";
