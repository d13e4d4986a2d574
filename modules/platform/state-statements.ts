import type { PolicyStatement } from "../identity";
import type { StatePlace } from "./owner";

/** Lets a role see whether a state is there. */
export function listStates({ bucket }: StatePlace): PolicyStatement {
  // Terraform asks for the bucket as a whole: without it, a missing state looks like a forbidden one.
  return { Sid: "ListStates", Effect: "Allow", Action: "s3:ListBucket", Resource: `arn:aws:s3:::${bucket}` };
}

/** Lets a role use the key that states are encrypted with, where it is a customer's. */
export function stateKey(
  { kmsKey }: StatePlace,
  actions: readonly ("kms:Decrypt" | "kms:GenerateDataKey")[],
): PolicyStatement[] {
  if (kmsKey === undefined) return [];
  const [key = "", alias] = kmsKey.split(":alias/");
  const statement = { Sid: "UseStateKey", Effect: "Allow" as const, Action: actions };
  if (alias === undefined) return [{ ...statement, Resource: kmsKey }];
  // IAM knows keys, not aliases; the condition names the one key that has the alias.
  const Condition = { "ForAnyValue:StringEquals": { "kms:ResourceAliases": `alias/${alias}` } };
  return [{ ...statement, Resource: `${key}:key/*`, Condition }];
}
