export { type Cron, formatCron, parseCron } from "./cron";
export { cronInUtc, type InUtc, shiftCron } from "./cron-in-utc";
export { type Offset, offsetOf } from "./time-zone";
