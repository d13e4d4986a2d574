import { renderYaml } from "../../templates/render";
import { BUILT_IMAGE } from "./beanstalk-deployable";
import { DEPLOYED_TAG_PREFIX } from "./image-lifecycle";

/** How an image is built out of the sources. */
export interface ImageBuild {
  /** Dockerfile, from the root of the sources. */
  readonly dockerfile: string;
  /** Directory that it copies from, from the root of the sources. */
  readonly context: string;
  /** Shell commands before the image is built. */
  readonly buildCommands: readonly string[];
  /** Shell commands after it, with the image as `$IMAGE_URI`; it is pushed only if they succeed. */
  readonly testCommands: readonly string[];
}

export interface BuildspecProps {
  /** Host name of the registry. */
  readonly registry: string;
  /** Name of the repository in it. */
  readonly repository: string;
  /** Container whose image it is. */
  readonly container: string;
  /** Undefined where the source is an image already. */
  readonly image: ImageBuild | undefined;
  /** ECS service whose images are kept. @default - none: nothing is known of what runs */
  readonly running: { readonly clusterName: string; readonly serviceName: string } | undefined;
  /** Text of further files for the stages that follow, by name. May hold references that Terraform fills in. */
  readonly files: Readonly<Record<string, string>>;
}

/**
 * `buildspec.yml` of the build: it builds, tests and pushes the image, or takes the one that was pushed, and writes
 * `imageDetail.json`, `imagedefinitions.json` and what else the deployment needs.
 *
 * Holds no `${`, which is Terraform's: a shell variable is written `$NAME`.
 *
 * @see https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html
 * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/file-reference.html
 */
export function buildspec({
  registry,
  repository,
  container,
  image,
  running,
  files,
}: BuildspecProps): string {
  return renderYaml("delivery/buildspec.yml", {
    variables: {
      REGISTRY: registry,
      REPOSITORY: `${registry}/${repository}`,
      REPOSITORY_NAME: repository,
      CONTAINER: container,
      ...(image && { DOCKERFILE: image.dockerfile, CONTEXT: image.context }),
      ...(running && {
        CLUSTER: running.clusterName,
        SERVICE: running.serviceName,
        DEPLOYED_TAG_PREFIX,
      }),
    },
    image,
    running: running !== undefined,
    files: Object.entries(files)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, text]) => ({
        name,
        command: written(name, text),
      })),
  });
}

/** The command that writes a file, with the image in it where the text asks for it. */
function written(name: string, text: string): string {
  const file = singleQuoted(name);
  const directory = name.slice(0, Math.max(0, name.lastIndexOf("/")));
  return [
    ...(directory === "" ? [] : [`mkdir -p ${singleQuoted(directory)}`]),
    `printf '%s' ${singleQuoted(text)} > ${file}`,
    ...(text.includes(BUILT_IMAGE) ? [`sed -i "s|${BUILT_IMAGE}|$IMAGE_URI|g" ${file}`] : []),
  ].join(" && ");
}

/** One word of a shell, whatever is in it; what Terraform fills in is names and ARNs, without quotes. */
function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
