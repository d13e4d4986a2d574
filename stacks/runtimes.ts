import type { Runtime } from "../config/environment";
import { runOnBeanstalk } from "./run-on-beanstalk";
import { runOnFargate } from "./run-on-fargate";
import type { Run } from "./service-parts";

/** How a service is run, for every place where it can be. */
export const RUNTIMES: Readonly<Record<Runtime, Run>> = {
  fargate: runOnFargate,
  beanstalk: runOnBeanstalk,
};
