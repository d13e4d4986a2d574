import { SecretsmanagerSecretRotation } from "@cdktf/provider-aws/lib/secretsmanager-secret-rotation";
import type { Construct } from "constructs";
import { Redeployment, type RedeploymentProps } from "./redeployment";

export interface PasswordRotationProps extends Omit<RedeploymentProps, "name"> {
  /** The secret that RDS manages. */
  readonly secretArn: string;
  /** Days between two rotations, 1 to 1000. */
  readonly everyDays: number;
}

/**
 * Rotates the master password and gives the new one to the running services.
 *
 * Makes `aws_secretsmanager_secret_rotation` and what `Redeployment` makes. Deliberately left out: a Lambda (RDS rotates
 * the secret by itself).
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_managed.html
 */
export class PasswordRotation extends Redeployment {
  constructor(scope: Construct, id: string, { everyDays, ...props }: PasswordRotationProps) {
    super(scope, id, { ...props, name: "password" });
    new SecretsmanagerSecretRotation(this, "schedule", {
      secretId: props.secretArn,
      // Otherwise the apply that makes the environment would replace the password under its first tasks.
      rotateImmediately: false,
      rotationRules: { automaticallyAfterDays: everyDays },
    });
  }
}
