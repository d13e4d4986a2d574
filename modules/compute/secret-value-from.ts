/**
 * Where ECS takes a secret from: the ARN alone, or a Secrets Manager ARN with a JSON key and a version stage.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html
 */
export function secretValueFrom(secret: {
  readonly arn: string;
  readonly key: string | undefined;
  readonly versionStage: string | undefined;
}): string {
  if (secret.key === undefined && secret.versionStage === undefined) return secret.arn;
  return `${secret.arn}:${secret.key ?? ""}:${secret.versionStage ?? ""}:`;
}
