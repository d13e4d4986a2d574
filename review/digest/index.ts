export { PlanDigest, semanticDigest } from "./plan-digest";
