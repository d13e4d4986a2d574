export { Cluster, type ClusterProps, type FargateCluster } from "./cluster";
export type { Container, HealthCheck, Logging, Task, Volume, VolumeMount } from "./container";
export { Daemon, type DaemonProps } from "./daemon";
export {
  type DeploymentEngine,
  type DeploymentHook,
  ignoredChanges,
  type NativeShift,
} from "./deployment-engine";
export { RunningTasks, type RunningTasksProps, type ServiceWeb } from "./ecs-service";
export type { SecretKey } from "./execution-statements";
export { fargateContainerDefinitions } from "./fargate-containers";
export { type FargatePlace, fargateLaunch } from "./fargate-launch";
export { FARGATE_SIZES, isFargateSize, MIN_CONTAINER_CPU, nearestFargateSize } from "./fargate-size";
export { FargateTask, type FargateTaskProps } from "./fargate-task";
export { fargateTaskProblems } from "./fargate-task-problems";
export {
  InstanceCapacity,
  type InstanceCapacityProps,
  type InstancePool,
  type InstanceSchedule,
} from "./instance-capacity";
export { type InstanceNetwork, instanceContainerDefinitions } from "./instance-containers";
export { type InstanceLaunchProps, launchOnInstances } from "./instance-launch";
export { InstanceTask, type InstanceTaskProps } from "./instance-task";
export { instanceTaskProblems } from "./instance-task-problems";
export type { CapacityShare, Launch, RegisteredTask } from "./launch";
export { LEAST_SHARE, mainContainerShare, type Share } from "./main-container-share";
export { secretValueFrom } from "./secret-value-from";
export { type TaskRoleArns, TaskRoles, type TaskRolesProps } from "./task-roles";
export { type TaskSecrets, taskSecrets } from "./task-secrets";
export { S3_FILES_CONTAINER, S3_FILES_SHARE, s3FileStatements, withS3Files } from "./with-s3-files";
export { withStopSignal } from "./with-stop-signal";
