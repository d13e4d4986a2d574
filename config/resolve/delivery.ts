import type { z } from "zod";
import type { FreezeWindow } from "../../modules/delivery/freeze-windows";
import { awsCron } from "../../modules/scaling/aws-cron";
import { type Cron, parseCron } from "../../modules/scaling/cron";
import { isTimeZone } from "../../modules/scaling/time-zone";
import type { DeliveryPlan, StepsPlan } from "../rollout-plan";
import { DATE_TIME, type deliverySpec, type stepKeys } from "../spec/delivery";
import { byName } from "./by-name";
import { required, type Say } from "./say";

type Written = z.infer<typeof deliverySpec>;
/** What pipelines have in common; those who are told have no default of their own. */
export type FilledDelivery = Required<Omit<Written, "notifications">> & {
  notifications: Required<Omit<NonNullable<Written["notifications"]>, "emails">> & {
    emails?: string[] | undefined;
  };
};
/** What a pipeline says of its steps. */
export type FilledSteps = { [Key in keyof typeof stepKeys]?: z.infer<(typeof stepKeys)[Key]> | undefined };

type WrittenFreeze = Exclude<FilledDelivery["freeze"][string], "none">;

/** What all pipelines of an environment have in common; `emails` hear of alarms. */
export function resolveDelivery(say: Say, spec: FilledDelivery, emails: readonly string[]): DeliveryPlan {
  const { events, emails: own } = spec.notifications;
  return {
    notifications: { events: [...new Set(events)].sort(), emails: [...new Set(own ?? emails)] },
    freeze: byName(spec.freeze).flatMap(([name, written]) =>
      written === "none" ? [] : windowOf(say, name, written),
    ),
  };
}

/** What happens around the deployment of a pipeline. */
export function resolveSteps(spec: FilledSteps, approval: boolean): StepsPlan {
  return {
    before: spec.before === "none" ? undefined : spec.before,
    after: spec.after === "none" ? undefined : spec.after,
    approval: spec.approval ?? approval,
  };
}

function windowOf(say: Say, name: string, written: WrittenFreeze): FreezeWindow[] {
  const path = ["delivery", "freeze", name];
  const { timeZone = "UTC" } = written;
  const from = required(say, written.from, [...path, "from"], '`from: "2026-12-18T18:00"`', "");
  const until = required(say, written.until, [...path, "until"], '`until: "2027-01-04T08:00"`', "");
  if (!isTimeZone(timeZone)) {
    const fix = 'Write a name of the IANA database, such as "Asia/Tokyo", or "UTC".';
    say([...path, "timeZone"], { message: "is not a time zone", got: timeZone, fix });
  }
  if (from === "" || until === "") return [];
  const isDated = DATE_TIME.test(from);
  if (isDated !== DATE_TIME.test(until)) {
    const [one, other] = isDated ? ["a recurrence", "a day and time"] : ["a day and time", "a recurrence"];
    const message = `is ${one}, but \`from\` is ${other}`;
    say([...path, "until"], { message, got: until, fix: "Write both in the same form." });
    return [];
  }
  if (isDated) return [{ kind: "dated", name, from, until, timeZone }];
  const [begins, ends] = [cronOf(say, [...path, "from"], from), cronOf(say, [...path, "until"], until)];
  if (begins === undefined || ends === undefined) return [];
  return [{ kind: "recurring", name, from: begins, until: ends, timeZone }];
}

function cronOf(say: Say, path: readonly string[], text: string): Cron | undefined {
  const parsed = parseCron(text);
  const wrong = parsed.ok ? awsCron(parsed.value) : parsed;
  if (parsed.ok && wrong.ok) return parsed.value;
  if (!wrong.ok) say(path, { message: wrong.message, got: text, fix: wrong.fix });
  return undefined;
}
