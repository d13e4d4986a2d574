export { type Bundle, exactProblems, identityProblems, staleProblems, type Wanted } from "./bundle-problems";
export { planDifference } from "./difference";
export { type Manifest, manifestText, parseManifest } from "./manifest";
export { type PlanFile, readPlanFile, readState, type StateVersion } from "./plan-file";
export { lockHash, planProblems } from "./plan-problems";
