import type {
  EcsTaskDefinitionConfig,
  EcsTaskDefinitionVolume,
} from "@cdktf/provider-aws/lib/ecs-task-definition";

/** What a task definition is made of; volumes are a plain list. */
export type TaskDefinition = Omit<EcsTaskDefinitionConfig, "volume"> & {
  readonly volume: readonly EcsTaskDefinitionVolume[];
};

/**
 * A task definition as the input of RegisterTaskDefinition, for what registers revisions outside of Terraform.
 *
 * @param image What stands for the image of the first container, which is the service's own.
 * @returns JSON text; references are still in it, for Terraform to fill in.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html
 */
export function taskRegistration(definition: TaskDefinition, image: string): string {
  const [own, ...others] = JSON.parse(definition.containerDefinitions) as object[];
  const { family, requiresCompatibilities, networkMode, pidMode, cpu, memory } = definition;
  const { runtimePlatform, ephemeralStorage, executionRoleArn, taskRoleArn, volume } = definition;
  const input = {
    family,
    requiresCompatibilities,
    networkMode,
    pidMode,
    cpu,
    memory,
    runtimePlatform,
    ephemeralStorage: ephemeralStorage && { sizeInGiB: ephemeralStorage.sizeInGib },
    executionRoleArn,
    taskRoleArn,
    containerDefinitions: [{ ...own, image }, ...others],
    volumes: volume.length === 0 ? undefined : volume.map(volumeInput),
  };
  return JSON.stringify(input, null, 2);
}

function volumeInput({ name, hostPath, efsVolumeConfiguration: files }: EcsTaskDefinitionVolume) {
  return {
    name,
    host: hostPath === undefined ? undefined : { sourcePath: hostPath },
    efsVolumeConfiguration: files && {
      fileSystemId: files.fileSystemId,
      transitEncryption: files.transitEncryption,
      authorizationConfig: files.authorizationConfig,
    },
  };
}
