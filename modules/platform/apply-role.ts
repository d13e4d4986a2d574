import type { Construct } from "constructs";
import type { PolicyStatement } from "../identity";
import { CiRole } from "./ci-role";
import type { GithubIdentity } from "./github-identity";
import { applyRoleName, type PlatformOwner, type StatePlace } from "./owner";
import type { PlanBucket } from "./plan-bucket";
import { listStates, stateKey } from "./state-statements";

export interface ApplyRoleProps {
  readonly owner: PlatformOwner;
  readonly github: GithubIdentity;
  /** Name of the environment's stack. */
  readonly stack: string;
  /** Whether services of the environment run on Elastic Beanstalk. */
  readonly onBeanstalk: boolean;
  readonly state: StatePlace | undefined;
  readonly plans: PlanBucket;
  /** ARNs of IAM policies that say what may be made, IAM left aside. */
  readonly policies: readonly string[];
}

/**
 * The role that applies one environment: GitHub gives it only to jobs of the GitHub environment of the stack's name,
 * where reviewers can be required.
 *
 * A `CiRole`. Its policies say what it may make; its own part is IAM roles whose names start with the stack's, the
 * environment's state, its plans, and a refusal of everybody else's objects in S3. With a permissions boundary it
 * makes only roles that have the boundary; without one, a role that it makes could be given more than it has itself.
 */
export class ApplyRole extends CiRole {
  constructor(scope: Construct, id: string, props: ApplyRoleProps) {
    super(scope, id, {
      identity: props.owner,
      name: applyRoleName(props.stack),
      description: `Applies ${props.stack}.`,
      trust: props.github.trust([`environment:${props.stack}`]),
      statements: [...ownRoles(props), ...ownState(props), ...ownPlans(props), onlyOwnObjects(props)],
      managedPolicies: props.policies,
    });
  }
}

function ownRoles({ owner, stack }: ApplyRoleProps): PolicyStatement[] {
  const { account, iam } = owner;
  const roles = `arn:aws:iam::${account}:role${iam.path}${stack}-*`;
  const profiles = `arn:aws:iam::${account}:instance-profile${iam.path}${stack}-*`;
  const boundary = iam.permissionsBoundary;
  const Condition =
    boundary === undefined ? undefined : { StringEquals: { "iam:PermissionsBoundary": boundary } };
  return [
    { Sid: "GrantToOwnRoles", Effect: "Allow", Action: GRANTING, Resource: roles, Condition },
    { Sid: "OwnRoles", Effect: "Allow", Action: KEEPING, Resource: roles },
    { Sid: "OwnInstanceProfiles", Effect: "Allow", Action: PROFILES, Resource: profiles },
  ];
}

/** What can give a role more than it has. */
const GRANTING = [
  "iam:CreateRole",
  "iam:PutRolePolicy",
  "iam:AttachRolePolicy",
  "iam:PutRolePermissionsBoundary",
];

const KEEPING = [
  "iam:GetRole",
  "iam:UpdateRole",
  "iam:UpdateRoleDescription",
  "iam:UpdateAssumeRolePolicy",
  "iam:DeleteRole",
  "iam:TagRole",
  "iam:UntagRole",
  "iam:ListRoleTags",
  "iam:ListRolePolicies",
  "iam:ListAttachedRolePolicies",
  "iam:ListInstanceProfilesForRole",
  "iam:GetRolePolicy",
  "iam:DeleteRolePolicy",
  "iam:DetachRolePolicy",
  "iam:PassRole",
];

const PROFILES = [
  "iam:CreateInstanceProfile",
  "iam:GetInstanceProfile",
  "iam:DeleteInstanceProfile",
  "iam:TagInstanceProfile",
  "iam:UntagInstanceProfile",
  "iam:AddRoleToInstanceProfile",
  "iam:RemoveRoleFromInstanceProfile",
];

function ownState({ state, stack }: ApplyRoleProps): PolicyStatement[] {
  if (state === undefined) return [];
  const key = stateKeyArn(state, stack);
  return [
    listStates(state),
    { Sid: "OwnState", Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject"], Resource: key },
    {
      Sid: "OwnLock",
      Effect: "Allow",
      Action: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
      Resource: `${key}.tflock`,
    },
    ...stateKey(state, ["kms:Decrypt", "kms:GenerateDataKey"]),
  ];
}

function ownPlans({ plans, stack }: ApplyRoleProps): PolicyStatement[] {
  return [
    { Sid: "OwnPlans", Effect: "Allow", Action: "s3:GetObject", Resource: `${plans.arn}/${stack}/*` },
    { Sid: "DecryptPlans", Effect: "Allow", Action: "kms:Decrypt", Resource: plans.keyArn },
  ];
}

/** Buckets of the environment have names that start with the stack's; all others are somebody else's. */
function onlyOwnObjects({ state, stack, plans, onBeanstalk }: ApplyRoleProps): PolicyStatement {
  const key = state === undefined ? [] : [stateKeyArn(state, stack), `${stateKeyArn(state, stack)}.tflock`];
  return {
    Sid: "OnlyOwnBuckets",
    Effect: "Deny",
    Action: ["s3:GetObject*", "s3:Put*", "s3:Delete*"],
    NotResource: [
      ...key,
      `${plans.arn}/${stack}/*`,
      `arn:aws:s3:::${stack}-*`,
      // Beanstalk works in buckets of its own with the rights of whoever calls it.
      ...(onBeanstalk ? ["arn:aws:s3:::elasticbeanstalk-*"] : []),
    ],
  };
}

function stateKeyArn({ bucket, prefix }: StatePlace, stack: string): string {
  return `arn:aws:s3:::${bucket}/${prefix}${stack}.tfstate`;
}
