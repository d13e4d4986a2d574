export { type AppSpec, appSpec, TASK_DEFINITION_PLACEHOLDER } from "./app-spec";
export { type ApprovalProps, approvalAction } from "./approval";
export { ArtifactBucket, type ArtifactBucketProps, artifactBucketName } from "./artifact-bucket";
export { type BeanstalkDeployable, BUILT_IMAGE } from "./beanstalk-deployable";
export { BlueGreenDeployments, type BlueGreenDeploymentsProps } from "./blue-green-deployments";
export { BuildProject, type BuildProjectProps, type ServiceBuild } from "./build-project";
export { type BuildspecProps, buildspec, type ImageBuild } from "./buildspec";
export { DeliveryEvents, type DeliveryEventsProps } from "./delivery-events";
export { deployAction } from "./deploy-actions";
export {
  CodeDeployRole,
  type CodeDeployRoleProps,
  NativeShiftRole,
  type NativeShiftRoleProps,
} from "./deploy-role";
export { deployStages, gateOf, type Rollout } from "./deploy-stages";
export {
  type CodeDeployNames,
  DEPLOYMENT_FILE,
  type Deployable,
  IMAGE_PLACEHOLDER,
} from "./deployable";
export { type DeploymentHooks, hookFunctions, nativeHooks } from "./deployment-hooks";
export { Freeze, type FreezeProps } from "./freeze";
export type { Gate } from "./freeze-definition";
export { ImageRepository, type ImageRepositoryProps } from "./image-repository";
export { Pipeline, type PipelineProps } from "./pipeline";
export { pipelineArn, pipelineName } from "./pipeline-name";
export { type EventPattern, type Source, type SourceOrigin, sourceOf } from "./source-actions";
export { type ActionCategory, ARTIFACT, type PipelineAction, type PipelineStage } from "./stage";
export { TaskStep, type TaskStepProps } from "./task-step";
