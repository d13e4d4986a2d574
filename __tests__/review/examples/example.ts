import type { MadeChange } from "../../support/plan-json";

/** What a rule speaks of, with what it says, and what it lets pass. */
export interface Example {
  readonly says: readonly (readonly [
    message: string,
    change: MadeChange | readonly MadeChange[],
    more?: object,
  ])[];
  readonly accepts: readonly (MadeChange | readonly MadeChange[])[];
}

/** Actions of a replacement that destroys first. */
export const REPLACE = ["delete", "create"];
/** Actions of a replacement that creates first. */
export const CREATE_FIRST = ["create", "delete"];
/** A policy document. */
export const policy = (...statements: readonly object[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });
/** A statement that allows. */
export const allow = (Action: unknown, Resource: unknown = "arn:aws:s3:::a", more: object = {}) => ({
  Effect: "Allow",
  Action,
  Resource,
  ...more,
});
/** An update of one resource. */
export const update = (type: string, before: object, after: object, more: object = {}): MadeChange => ({
  type,
  before,
  after,
  ...more,
});
/** A rule of a security group. */
export const ingress = (port: number, cidr: string) => ({
  from_port: port,
  to_port: port,
  protocol: "tcp",
  [cidr.includes(":") ? "ipv6_cidr_blocks" : "cidr_blocks"]: [cidr],
});
/** A rule of a web ACL. */
export const rule = (name: string, action: object) => ({ name, priority: 1, action: [action] });
