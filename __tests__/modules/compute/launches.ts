import type { Launch, RegisteredTask } from "../../../modules/compute";

/** A task that is registered already. */
export const REGISTERED: RegisteredTask = {
  family: "team-test-blog",
  arn: "arn:aws:ecs:us-west-2:111122223333:task-definition/team-test-blog:7",
  familyArn: "arn:aws:ecs:us-west-2:111122223333:task-definition/team-test-blog",
  containerName: "blog",
  registration: (image) => JSON.stringify({ family: "team-test-blog", containerDefinitions: [{ image }] }),
  executionRoleArn: "arn:aws:iam::111122223333:role/team-test-blog-execution",
  taskRoleArn: "arn:aws:iam::111122223333:role/team-test-blog-task",
};

/** Fargate in two private subnets. */
export const ON_FARGATE: Launch = {
  clusterName: "team-test",
  clusterArn: "arn:aws:ecs:us-west-2:111122223333:cluster/team-test",
  capacity: [{ provider: "FARGATE", weight: 1 }],
  platformVersion: "1.4.0",
  network: { subnets: ["subnet-a", "subnet-b"], securityGroups: ["sg-blog"], assignPublicIp: false },
  placement: [],
  targetType: "ip",
  ready: [],
};

/** Instances whose network tasks share. */
export const ON_INSTANCES: Launch = {
  ...ON_FARGATE,
  capacity: [{ provider: "team-test-instances", weight: 1 }],
  platformVersion: undefined,
  network: undefined,
  placement: [
    { type: "spread", field: "attribute:ecs.availability-zone" },
    { type: "binpack", field: "memory" },
  ],
  targetType: "instance",
};
