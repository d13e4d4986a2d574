import type { Rule } from "./rule";

/** Whoever runs Ghost has decided how it sends mail: without mail, administrators can lock themselves out. */
export const ghostMail: Rule = (subject) =>
  subject.environment.services.flatMap((service) => {
    if (service.preset !== "ghost") return [];
    const path = ["services", service.name, "mail"];
    const mail = subject.merged(path);
    const isOwn = subject.written(["services", service.name, "environment", "mail__transport"]) !== undefined;
    if (mail === undefined && !isOwn) {
      const message = "is missing, and Ghost sends codes for new devices by mail";
      const fix =
        "Write `mail: { from: blog@example.net }` with an address verified in SES, or `mail: none` to turn the codes off.";
      return [subject.problem(path, { message, fix })];
    }
    if (mail?.kind !== "scalar") return [];
    const message =
      "is none: staff sign in from new devices without a code, and no invitation or reset is sent";
    const fix = "Write `mail: { from: … }` where that matters.";
    return [subject.problem(path, { severity: "warning", message, fix })];
  });
