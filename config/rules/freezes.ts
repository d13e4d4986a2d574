import { momentOf } from "../../modules/delivery/freeze-windows";
import { neverComes } from "../../modules/scaling/never-comes";
import { isTimeZone } from "../../modules/scaling/time-zone";
import type { Problem } from "../problem";
import type { DeliveryPlan } from "../rollout-plan";
import type { Rule, Subject } from "./rule";

type Window = DeliveryPlan["freeze"][number];
type Dated = Extract<Window, { kind: "dated" }>;

/** A freeze comes, ends after it begins, and is the only one that opens the gates when it ends. */
export const freezes: Rule = (subject) => {
  const { delivery, services } = subject.environment;
  const windows = delivery.freeze.filter(({ timeZone }) => isTimeZone(timeZone));
  if (windows.length > 0 && services.every(({ pipeline }) => pipeline === undefined)) {
    if (subject.inherits(["delivery", "freeze"])) return [];
    const message = "freezes nothing: no service of the environment has a pipeline";
    const fix = "Remove it, or write `pipeline:` in a service.";
    return [subject.problem(["delivery", "freeze"], { severity: "warning", message, fix })];
  }
  return [
    ...windows.flatMap((window) =>
      window.kind === "recurring" ? comes(subject, window) : ends(subject, window),
    ),
    ...oneRecurs(subject, windows),
    ...apart(
      subject,
      windows.filter((window) => window.kind === "dated"),
    ),
  ];
};

function comes(subject: Subject, { name, from, until }: Extract<Window, { kind: "recurring" }>): Problem[] {
  return Object.entries({ from, until }).flatMap(([key, cron]) => {
    if (!neverComes(cron)) return [];
    const message = "names days that none of its months has";
    const fix = "Choose an earlier day of the month.";
    return [subject.problem(["delivery", "freeze", name, key], { message, fix })];
  });
}

function ends(subject: Subject, window: Dated): Problem[] {
  const path = ["delivery", "freeze", window.name];
  const wrong = (["from", "until"] as const).filter((key) => Number.isNaN(instant(window, key)));
  if (wrong.length > 0) {
    const message = "is on a day that its month does not have";
    return wrong.map((key) =>
      subject.problem([...path, key], { message, got: window[key], fix: "Write another day." }),
    );
  }
  if (instant(window, "from") < instant(window, "until")) return [];
  const message = `is not after ${window.from}, when the freeze begins`;
  return [subject.problem([...path, "until"], { message, got: window.until, fix: "Write a later time." })];
}

/** Of two that recur, the end of one would open what the other keeps closed. */
function oneRecurs(subject: Subject, windows: readonly Window[]): Problem[] {
  const [first, ...more] = windows.filter(({ kind }) => kind === "recurring");
  return more.map(({ name }) => {
    const message = `recurs, as \`${first?.name}\` does: the end of one would end the other`;
    const fix =
      'Write one window; it may begin more often than it ends, as from "0 18 * * *" until "0 8 * * 1-5".';
    return subject.problem(["delivery", "freeze", name], { message, fix });
  });
}

function apart(subject: Subject, windows: readonly Dated[]): Problem[] {
  const inOrder = [...windows].sort((a, b) => instant(a, "from") - instant(b, "from"));
  return inOrder.flatMap((window, index) => {
    const before = inOrder[index - 1];
    if (before === undefined || instant(before, "until") < instant(window, "from")) return [];
    const message = `begins before \`${before.name}\` has ended`;
    return [
      subject.problem(["delivery", "freeze", window.name], { message, fix: "Write one window of the two." }),
    ];
  });
}

function instant(window: Dated, key: "from" | "until"): number {
  const [day = ""] = window[key].split("T");
  // A day that its month does not have would silently be one of the next month.
  const isDay = new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
  return isDay ? momentOf(window[key], window.timeZone) : Number.NaN;
}
