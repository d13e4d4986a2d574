import { IamOpenidConnectProvider } from "@cdktf/provider-aws/lib/iam-openid-connect-provider";
import { Construct } from "constructs";
import type { Identity, PolicyStatement } from "../identity";

const HOST = "token.actions.githubusercontent.com";
const AUDIENCE = "sts.amazonaws.com";

export interface GithubIdentityProps {
  readonly identity: Identity;
  /** `owner/name`. */
  readonly repository: string;
  /** Whether the account's provider is made here; an account can have only one of GitHub. */
  readonly makesProvider: boolean;
}

/**
 * GitHub as an identity provider of the account, so that workflows need no stored key.
 *
 * Makes `aws_iam_openid_connect_provider` unless the account has it. Costs nothing. Leaves out thumbprints: AWS
 * trusts GitHub's certificate by its own list of authorities.
 *
 * @see https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws
 */
export class GithubIdentity extends Construct {
  private readonly providerArn: string;
  private readonly repository: string;

  constructor(scope: Construct, id: string, props: GithubIdentityProps) {
    super(scope, id);
    this.repository = props.repository;
    this.providerArn = props.makesProvider
      ? new IamOpenidConnectProvider(this, "provider", {
          url: `https://${HOST}`,
          clientIdList: [AUDIENCE],
          lifecycle: { preventDestroy: true },
        }).arn
      : `arn:aws:iam::${props.identity.account}:oidc-provider/${HOST}`;
  }

  /**
   * Lets jobs of the repository assume a role.
   *
   * @param subjects What GitHub says a job is, after the repository: `pull_request`, `environment:NAME` or
   * `ref:refs/heads/NAME`. They are compared whole: a wildcard would let every branch in.
   */
  trust(subjects: readonly string[]): PolicyStatement {
    return {
      Effect: "Allow",
      Principal: { Federated: this.providerArn },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: {
        StringEquals: {
          [`${HOST}:aud`]: AUDIENCE,
          [`${HOST}:sub`]: subjects.map((subject) => `repo:${this.repository}:${subject}`),
        },
      },
    };
  }
}
