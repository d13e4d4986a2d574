/** What the Fargate tasks of an environment use besides images and logs. */
export interface FargateNeeds {
  /** Whether a container reads a secret of Secrets Manager. */
  readonly secrets: boolean;
  /** Whether a container reads an SSM parameter. */
  readonly parameters: boolean;
  /** Whether people open shells in containers (ECS Exec). */
  readonly exec: boolean;
  /** Whether what tasks read is encrypted with a customer key. */
  readonly customerKey: boolean;
}

/**
 * Interface endpoints, by short service name, that private Fargate tasks need where there is no NAT. Layers
 * of images come through the S3 gateway endpoint, which every `Vpc` has.
 *
 * Images must then be in ECR: Docker Hub, public.ecr.aws and Datadog are not reachable this way.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html
 */
export function fargateEndpoints(needs: FargateNeeds): string[] {
  const wanted: readonly (readonly [string, boolean])[] = [
    ["ecr.api", true],
    ["ecr.dkr", true],
    ["kms", needs.customerKey],
    ["logs", true],
    ["secretsmanager", needs.secrets],
    ["ssm", needs.parameters],
    ["ssmmessages", needs.exec],
  ];
  return wanted.filter(([, used]) => used).map(([service]) => service);
}
