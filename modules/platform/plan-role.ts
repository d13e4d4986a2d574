import type { Construct } from "constructs";
import type { PolicyStatement } from "../identity";
import { CiRole } from "./ci-role";
import type { GithubIdentity } from "./github-identity";
import { PLAN_ROLE, type PlatformOwner, type StatePlace } from "./owner";
import type { PlanBucket } from "./plan-bucket";
import { listStates, stateKey } from "./state-statements";

const READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess";

/** What `ReadOnlyAccess` lets a role read that is data and no configuration. */
const DATA = [
  "secretsmanager:GetSecretValue",
  "secretsmanager:BatchGetSecretValue",
  "dynamodb:GetItem",
  "dynamodb:BatchGetItem",
  "dynamodb:Query",
  "dynamodb:Scan",
  "dynamodb:PartiQLSelect",
  "kinesis:GetRecords",
  "logs:FilterLogEvents",
  "logs:GetLogEvents",
  "logs:GetQueryResults",
  "logs:StartLiveTail",
  "logs:StartQuery",
  "ecr:GetDownloadUrlForLayer",
  "codecommit:GitPull",
];

export interface PlanRoleProps {
  readonly owner: PlatformOwner;
  readonly github: GithubIdentity;
  /** Branch that is deployed, where drift is looked for. */
  readonly branch: string;
  /** Undefined where states are not in S3. */
  readonly state: StatePlace | undefined;
  readonly plans: PlanBucket;
  /** Names of buckets of source bundles, whose objects a plan asks for. */
  readonly bundleBuckets: readonly string[];
}

/**
 * The role that plans pull requests and looks for drift, one for an account: anybody who can open a pull request in
 * the repository has it, so it reads configuration and no data, and changes nothing but plans in their bucket.
 *
 * A `CiRole` with AWS's `ReadOnlyAccess`, which follows new services by itself, less what reads data. What it can
 * read of secrets is in states: keep their number small (`manage_master_user_password` and secrets by reference do).
 */
export class PlanRole extends CiRole {
  constructor(scope: Construct, id: string, props: PlanRoleProps) {
    super(scope, id, {
      identity: props.owner,
      name: PLAN_ROLE,
      description: "Plans pull requests and looks for drift.",
      trust: props.github.trust(["pull_request", `ref:refs/heads/${props.branch}`]),
      statements: statements(props),
      managedPolicies: [READ_ONLY],
    });
  }
}

function statements({ state, plans, bundleBuckets }: PlanRoleProps): PolicyStatement[] {
  const states = state === undefined ? [] : [`arn:aws:s3:::${state.bucket}/${state.prefix}*.tfstate`];
  // A plan that was kept is not among them: only the role that applies it reads it.
  const readable = [...states, ...bundleBuckets.map((bucket) => `arn:aws:s3:::${bucket}/*`)];
  return [
    ...(state === undefined ? [] : readStates(state, states)),
    { Sid: "KeepPlans", Effect: "Allow", Action: "s3:PutObject", Resource: `${plans.arn}/*` },
    // An upload in parts is read again before it is put together.
    {
      Sid: "EncryptPlans",
      Effect: "Allow",
      Action: ["kms:GenerateDataKey", "kms:Decrypt"],
      Resource: plans.keyArn,
    },
    // AWS gives this action no resource to name; a plan of a state machine has its definition checked.
    {
      Sid: "CheckStateMachines",
      Effect: "Allow",
      Action: "states:ValidateStateMachineDefinition",
      Resource: "*",
    },
    { Sid: "NoData", Effect: "Deny", Action: DATA, Resource: "*" },
    {
      Sid: "NoParameters",
      Effect: "Deny",
      Action: ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath", "ssm:GetParameterHistory"],
      // What AWS publishes, such as the ids of machine images, is no secret.
      NotResource: ["arn:aws:ssm:*::parameter/aws/service/*"],
    },
    {
      Sid: "NoOtherObjects",
      Effect: "Deny",
      Action: ["s3:GetObject", "s3:GetObjectVersion", "s3:GetObjectTorrent"],
      ...(readable.length === 0 ? { Resource: "*" } : { NotResource: readable }),
    },
  ];
}

function readStates(state: StatePlace, states: readonly string[]): PolicyStatement[] {
  return [
    listStates(state),
    { Sid: "ReadStates", Effect: "Allow", Action: "s3:GetObject", Resource: states },
    ...stateKey(state, ["kms:Decrypt"]),
  ];
}
