import type { DatadogOptions } from "../../../modules/observability";
import { CLOUDWATCH } from "../compute/tasks";

/** One agent on each instance, with traces and logs. */
export const DATADOG: DatadogOptions = {
  site: "ap1.datadoghq.com",
  apiKey: "arn:aws:secretsmanager:us-west-2:111122223333:secret:datadog-AbCdEf",
  apm: true,
  logs: true,
  environment: "test",
  service: "blog",
  version: "6.77.0",
  team: "team",
  agentPlace: "instance",
  agent: { image: "public.ecr.aws/datadog/agent:7.84.6", cpu: 256, memoryMiB: 512 },
  logRouter: { image: "unused", cpu: 64, memoryMiB: 64, required: false },
  agentLogging: CLOUDWATCH,
};
