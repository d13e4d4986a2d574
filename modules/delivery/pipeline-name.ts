import type { Identity } from "../identity";
import { NAME_LIMIT, resourceName } from "../naming/resource-name";

/** Name of the pipeline of a service. */
export function pipelineName({ stack }: Pick<Identity, "stack">, service: string): string {
  return resourceName([stack, service], NAME_LIMIT.pipeline);
}

/** ARN of the pipeline of a service, known before it is made. */
export function pipelineArn(identity: Identity, service: string): string {
  return `arn:aws:codepipeline:${identity.region}:${identity.account}:${pipelineName(identity, service)}`;
}
