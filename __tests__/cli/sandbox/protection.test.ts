import { expect, test } from "vitest";
import { liftProtection } from "../../../cli/sandbox/protection";

const cluster = {
  cluster_identifier: "db",
  deletion_protection: true,
  skip_final_snapshot: false,
  lifecycle: { prevent_destroy: true, ignore_changes: ["tags"] },
};

test("opens what protects a resource and leaves the rest as it is", () => {
  const lifted = liftProtection({
    resource: {
      aws_rds_cluster: { db: cluster },
      aws_lb: { alb: { name: "alb", enable_deletion_protection: true } },
      aws_s3_bucket: { logs: { lifecycle: { prevent_destroy: true } } },
      aws_vpc: { main: { cidr_block: "10.0.0.0/16" } },
    },
  });
  expect(lifted.addresses).toEqual(["aws_lb.alb", "aws_rds_cluster.db", "aws_s3_bucket.logs"]);
  expect(lifted.stack.resource).toEqual({
    aws_rds_cluster: {
      db: {
        cluster_identifier: "db",
        deletion_protection: false,
        skip_final_snapshot: true,
        lifecycle: { ignore_changes: ["tags"] },
      },
    },
    aws_lb: { alb: { name: "alb", enable_deletion_protection: false } },
    aws_s3_bucket: { logs: {} },
    aws_vpc: { main: { cidr_block: "10.0.0.0/16" } },
  });
});

test("lets a group of instances go with those that are protected from scale-in", () => {
  const group = (force_delete: boolean) => ({
    aws_autoscaling_group: { group: { name: "instances", force_delete } },
  });
  const lifted = liftProtection({ resource: group(false) });
  expect(lifted).toEqual({ stack: { resource: group(true) }, addresses: ["aws_autoscaling_group.group"] });
  expect(liftProtection({ resource: group(true) }).addresses).toEqual([]);
});

test("does not change the stack it is given", () => {
  const stack = { resource: { aws_rds_cluster: { db: structuredClone(cluster) } } };
  liftProtection(stack);
  expect(stack.resource.aws_rds_cluster.db).toEqual(cluster);
});

test("finds nothing to open in an unprotected stack", () => {
  const stack = { resource: { aws_rds_cluster: { db: { deletion_protection: false } } } };
  expect(liftProtection(stack)).toEqual({ stack, addresses: [] });
});
