/** A service on Elastic Beanstalk as something that a pipeline deploys a new image to. */
export interface BeanstalkDeployable {
  readonly engine: "beanstalk";
  /** Name of the application. */
  readonly applicationName: string;
  /** Name of the environment. */
  readonly environmentName: string;
  /** Role of the instances, which the environment hands on when it is updated. */
  readonly instanceRoleArn: string;
  /** Container whose image is deployed. */
  readonly containerName: string;
  /** Every file of the source bundle by path, with `BUILT_IMAGE` as that image; escaped for Terraform. */
  readonly files: Readonly<Record<string, string>>;
}

/** What the build replaces in the text of files by the image that it made. */
export const BUILT_IMAGE = "<BUILT_IMAGE>";
