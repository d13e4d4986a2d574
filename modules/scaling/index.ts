export { awsCron } from "./aws-cron";
export { type Cron, formatCron, parseCron } from "./cron";
export { cronInUtc, type InUtc, shiftCron } from "./cron-in-utc";
export type { RequestedGroups } from "./requests-of-groups";
export {
  type ScalingSchedule,
  ServiceScaling,
  type ServiceScalingProps,
} from "./service-scaling";
export {
  type Step,
  type StepAdjustment,
  type StepPlan,
  type StepProblem,
  type StepScaling,
  stepProblems,
  stepsAbove,
  stepsBelow,
} from "./step-adjustments";
export { StepPolicy, type StepPolicyProps } from "./step-policy";
export { type Offset, offsetOf } from "./time-zone";
