import type { BeanstalkServiceProps } from "./service-props";
import { beanstalkTaskProblems } from "./task-problems";

/** Bytes that the names and values of all environment properties may have together. */
const PROPERTIES_LIMIT_BYTES = 4096;

/** Everything that makes a service impossible, or dangerous, on Elastic Beanstalk; each in one sentence. */
export function serviceProblems(props: BeanstalkServiceProps): string[] {
  return [
    ...beanstalkTaskProblems(props.task),
    ...tierProblems(props),
    ...boundsProblems(props),
    ...(props.singleton ? singletonProblems(props) : []),
    ...scheduleProblems(props),
  ];
}

function tierProblems({ name, web, worker, task, scaling }: BeanstalkServiceProps): string[] {
  return [
    ...problem(
      (web === undefined) === (worker === undefined),
      `${name} is either of the web or of the worker tier.`,
    ),
    ...problem(
      // A worker may as well take its work from elsewhere; then its queue stays empty.
      web !== undefined && task.containers[0]?.port === undefined,
      `The container of ${name} listens on no port, but gets its work over HTTP.`,
    ),
    ...problem(
      web === undefined && scaling?.metric === "latency",
      `${name} has no load balancer that could measure latency; scale a worker on cpu.`,
    ),
  ];
}

function boundsProblems({ name, instances, scaling }: BeanstalkServiceProps): string[] {
  const { min, max } = instances;
  return [
    ...problem(min > max, `${name} would have at least ${min} and at most ${max} instances.`),
    ...problem(
      scaling !== undefined && scaling.lower >= scaling.upper,
      `${name} would add and remove instances at once: the lower bound of scaling must be below the upper.`,
    ),
  ];
}

function singletonProblems(props: BeanstalkServiceProps): string[] {
  const { name, instances, deployment, managedUpdates, scaling, schedules } = props;
  const only = `${name} must never run twice`;
  return [
    ...problem(instances.min !== 1 || instances.max !== 1, `${only}: it has exactly one instance.`),
    ...problem(
      deployment.policy !== "all-at-once",
      `${only}: ${deployment.policy} starts a second instance or leaves an old one; use all-at-once.`,
    ),
    ...problem(
      managedUpdates !== undefined,
      `${only}: a managed platform update starts a second instance beside the first; switch managed updates off and change the platform yourself.`,
    ),
    ...problem(scaling !== undefined || schedules.length > 0, `${only}: it cannot scale.`),
  ];
}

function scheduleProblems({ name, schedules }: BeanstalkServiceProps): string[] {
  return schedules.flatMap((schedule) => [
    ...problem(
      !/^\S+( \S+){4}$/.test(schedule.recurrence),
      `The schedule ${schedule.name} of ${name} needs the five fields of cron; got "${schedule.recurrence}".`,
    ),
    ...problem(
      schedule.min > schedule.max,
      `The schedule ${schedule.name} of ${name} would have at least ${schedule.min} and at most ${schedule.max} instances.`,
    ),
  ]);
}

/**
 * Whether environment properties fit, by the length of what is known of them: references are counted by name only.
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-softwaresettings.html
 */
export function propertyProblems(name: string, names: readonly string[]): string[] {
  const bytes = names.reduce((sum, each) => sum + Buffer.byteLength(each) + 1, 0);
  return problem(
    bytes > PROPERTIES_LIMIT_BYTES,
    `The environment properties of ${name} have ${bytes} bytes in names alone; Elastic Beanstalk takes ${PROPERTIES_LIMIT_BYTES} with values.`,
  );
}

function problem(is: boolean, text: string): string[] {
  return is ? [text] : [];
}
