import type { Rule } from "./rule";

/** A deployment can stop an old task or start a new one first; with room for neither it waits for ever. */
export const deployment: Rule = (subject) =>
  subject.environment.services.flatMap(
    ({ name, runtime, desiredCount, deployment: { minimumHealthyPercent, maximumPercent } }) => {
      if (desiredCount === 0 || runtime === "beanstalk") return [];
      // ECS rounds the lower bound up and the upper bound down.
      const least = Math.ceil((desiredCount * minimumHealthyPercent) / 100);
      const most = Math.floor((desiredCount * maximumPercent) / 100);
      if (least < desiredCount || most > desiredCount) return [];
      const message = `can neither stop one of ${desiredCount} tasks (${minimumHealthyPercent} %) nor start one more (${maximumPercent} %)`;
      const fix = "Write `maximumPercent: 200`, or `minimumHealthyPercent: 0` for a short outage.";
      return [subject.problem(["services", name, "deployment"], { message, fix })];
    },
  );
