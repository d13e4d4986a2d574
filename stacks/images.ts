import type { Environment, Service } from "../config/environment";

/**
 * Images that pipelines put in place of the service's own: those of the repository that its pipeline pushes to, or that
 * the pipelines push to that run its task.
 */
export function laterImages(
  { name }: Pick<Service, "name">,
  { account, region, services }: Pick<Environment, "account" | "region" | "services">,
): string[] {
  const repositories = services.flatMap(({ name: own, pipeline }) =>
    pipeline?.imageRepository !== undefined && [own, pipeline.before, pipeline.after].includes(name)
      ? [pipeline.imageRepository]
      : [],
  );
  return [...new Set(repositories)].map(
    (repository) => `${account}.dkr.ecr.${region}.amazonaws.com/${repository}`,
  );
}
