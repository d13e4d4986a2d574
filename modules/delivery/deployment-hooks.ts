import type { DeploymentHook } from "../compute";

/** Lambda functions that can stop a deployment; ARNs. */
export interface DeploymentHooks {
  /** Asked before the new tasks get requests. */
  readonly beforeTraffic: string | undefined;
  /** Asked once the new tasks get all requests. */
  readonly afterTraffic: string | undefined;
}

/** The functions of hooks, each once. */
export function hookFunctions({ beforeTraffic, afterTraffic }: DeploymentHooks): string[] {
  return [...new Set([beforeTraffic, afterTraffic])].filter((arn) => arn !== undefined);
}

/**
 * Hooks as ECS asks them itself.
 *
 * @param tested Whether the new tasks are on a test listener before they get requests.
 * @param roleArn Role that may call the functions.
 */
export function nativeHooks(
  { beforeTraffic, afterTraffic }: DeploymentHooks,
  tested: boolean,
  roleArn: string,
): DeploymentHook[] {
  const before = tested ? "POST_TEST_TRAFFIC_SHIFT" : "POST_SCALE_UP";
  const hooks = [
    { functionArn: beforeTraffic, stage: before },
    { functionArn: afterTraffic, stage: "POST_PRODUCTION_TRAFFIC_SHIFT" },
  ] as const;
  return hooks.flatMap(({ functionArn, stage }) =>
    functionArn === undefined ? [] : [{ functionArn, stage, roleArn }],
  );
}
