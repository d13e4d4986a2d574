import { ElasticBeanstalkApplicationVersion } from "@cdktf/provider-aws/lib/elastic-beanstalk-application-version";
import { S3Object } from "@cdktf/provider-aws/lib/s3-object";
import { Construct } from "constructs";
import type { Application } from "./service-props";
import { archive, type Files } from "./zip";

export interface SourceVersionProps {
  /** Name of the service. */
  readonly name: string;
  readonly application: Application;
  readonly files: Files;
}

/**
 * A source bundle in the bucket and the version of the application made of it. Both are named by the bundle's
 * content: other files, another version; the same files, no change.
 *
 * Makes `aws_s3_object` and `aws_elastic_beanstalk_application_version`. Costs nothing to speak of.
 */
export class SourceVersion extends Construct {
  readonly label: string;

  constructor(scope: Construct, id: string, { name, application, files }: SourceVersionProps) {
    super(scope, id);
    const { hash, base64 } = archive(files);
    const bundle = new S3Object(this, "bundle", {
      bucket: application.bundleBucket,
      key: `${bundlePrefix(name)}${hash}.zip`,
      // The bundle is a few kilobytes of text, so the plan that is reviewed holds all that is deployed.
      contentBase64: base64,
      contentType: "application/zip",
      // The environment runs on the old version until it has been told of the new one.
      lifecycle: { createBeforeDestroy: true },
      dependsOn: [...application.ready],
    });
    const version = new ElasticBeanstalkApplicationVersion(this, "version", {
      application: application.name,
      name: `${name}-${hash}`,
      description: `Source bundle of ${name}`,
      bucket: bundle.bucket,
      key: bundle.key,
      lifecycle: { createBeforeDestroy: true },
    });
    this.label = version.name;
  }
}

/** What the keys of a service's bundles start with. */
export function bundlePrefix(service: string): string {
  return `${service}/`;
}
