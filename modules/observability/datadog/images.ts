/** Images of the Datadog sidecars where nobody names others: pinned, because `latest` changes under a service. */

/** Agent of October 2026. @see https://github.com/DataDog/datadog-agent/releases */
export const DATADOG_AGENT_IMAGE = "public.ecr.aws/datadog/agent:7.84.6";

/** AWS for Fluent Bit of August 2026 (Fluent Bit 1.9.10). @see https://github.com/aws/aws-for-fluent-bit/releases */
export const LOG_ROUTER_IMAGE = "public.ecr.aws/aws-observability/aws-for-fluent-bit:2.34.3.20260818";
