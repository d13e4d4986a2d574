import type { Runtime } from "../config/environment";
import { runOnBeanstalk } from "./run-on-beanstalk";
import { runOnEc2 } from "./run-on-ec2";
import { runOnFargate } from "./run-on-fargate";
import type { Run } from "./service-parts";

/** How a service is run, for every place where it can be. */
export const RUNTIMES: Readonly<Record<Runtime, Run>> = {
  fargate: runOnFargate,
  ec2: runOnEc2,
  beanstalk: runOnBeanstalk,
};
