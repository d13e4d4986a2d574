export { runTaskCommand, runTaskInput, type StartedTask } from "./run-task";
export { ScheduledTask, type ScheduledTaskProps, type TaskSchedule } from "./scheduled-task";
