export { ExactNumber } from "./exact-number";
export {
  type PlanDocument,
  type RawChange,
  type RawConfiguration,
  type RawModule,
  type RawValues,
  UnreadablePlanError,
} from "./plan-document";
export { readPlan } from "./read-plan";
