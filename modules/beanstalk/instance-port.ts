/** Port of the instance that the load balancer, or the daemon of the worker tier, talks to. */
export const INSTANCE_PORT = 80;
