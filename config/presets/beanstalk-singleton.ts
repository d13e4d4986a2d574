import type { BeanstalkSpec } from "../spec/beanstalk";

/**
 * One instance, exchanged in place. Managed updates and every other deployment start the new instance before
 * the old one is gone.
 */
export const BEANSTALK_SINGLETON: BeanstalkSpec = {
  deployment: { policy: "all-at-once" },
  managedUpdates: "none",
  scaling: "none",
};
