import { z } from "zod";
import { says } from "./says";
import { email, NAME_LENGTH, slug } from "./text";
import { timeZoneName } from "./time-zone";

const none = z.literal("none");

/** States of a run that people can be told of; CodePipeline's words are in `modules/delivery`. */
export const RUN_STATES = ["started", "succeeded", "failed", "stopped", "superseded"] as const;

/** A day and time, as in "2026-12-18T18:00". */
export const DATE_TIME = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d$/;

const turn = z
  .string()
  .max(128)
  .refine((text) => DATE_TIME.test(text) || /^[^T]*\s/.test(text.trim()), {
    error: says(
      "is neither a day and time nor a recurrence",
      'Write it like "2026-12-18T18:00", or in five fields of cron like "0 18 * * 5".',
    ),
  });

const freeze = z
  .strictObject({
    from: turn.describe('When it begins: a day and time ("2026-12-18T18:00"), or five fields of cron.'),
    until: turn.describe("When it ends, in the same form."),
    timeZone: timeZoneName.describe(
      "IANA time zone of both, whose daylight-saving time is followed; UTC when absent.",
    ),
  })
  .partial()
  .describe("A time in which pipelines build but do not deploy.");

const notifications = z
  .strictObject({
    events: z
      .array(z.enum(RUN_STATES))
      .min(1)
      .max(RUN_STATES.length)
      .describe("Ends and beginnings of runs that the topic is told of."),
    emails: z
      .array(email)
      .max(50)
      .describe("Addresses that hear of them and are asked for approval; each must confirm once."),
  })
  .partial()
  .describe(
    "The topic `<stack>-deliveries`, which chat applications can be subscribed to; only where there is a pipeline.",
  );

/** What all pipelines of an environment have in common. */
export const deliverySpec = z
  .strictObject({
    approval: z
      .boolean()
      .describe("Whether a person has to approve each deployment of a pipeline that does not say it itself."),
    notifications,
    freeze: z
      .record(slug(NAME_LENGTH.service), z.union([none, freeze]))
      .describe("Times in which nothing is deployed, by name; `none` drops an inherited one."),
  })
  .partial()
  .describe("What all pipelines of the environment have in common.");

/** Keys of a pipeline about what happens around its deployment. */
export const stepKeys = {
  before: z
    .union([none, slug(NAME_LENGTH.service)])
    .describe(
      "Service of the kind `task` that is run with the new image before it is deployed, such as a migration.",
    ),
  after: z
    .union([none, slug(NAME_LENGTH.service)])
    .describe(
      "Service of the kind `task` that is run with the new image once it is deployed, such as a smoke test; when it fails, the last image that passed is deployed again.",
    ),
  approval: z
    .boolean()
    .describe("Whether a person has to approve each deployment; `delivery.approval` when absent."),
};
