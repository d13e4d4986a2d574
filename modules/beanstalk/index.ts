export { BeanstalkApplication, type BeanstalkApplicationProps } from "./application";
export { bundleBucketName } from "./bundle-bucket";
export { environmentName } from "./environment-name";
export { BeanstalkService, bundleWithImage } from "./service";
export type {
  Application,
  BeanstalkDeployment,
  BeanstalkScaling,
  BeanstalkServiceProps,
  BeanstalkWeb,
  BeanstalkWorker,
  DeploymentPolicy,
  ManagedUpdates,
  ScheduledScaling,
} from "./service-props";
export { beanstalkTaskProblems } from "./task-problems";
