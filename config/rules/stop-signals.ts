import { containersOf } from "./containers";
import type { Rule } from "./rule";

/** The shell that changes the signal takes the place of the entry point, so that has to be known. */
export const stopSignals: Rule = (subject) =>
  containersOf(subject.environment)
    .filter(({ container }) => container.stopSignal !== undefined && container.entryPoint === undefined)
    .map(({ container, path }) => {
      const message = "takes the place of the image's entry point, which is not in this file";
      const fix =
        "Write `entryPoint` and `command` as the image has them, or put `STOPSIGNAL` into the image and remove this.";
      return subject.problem([...path, "stopSignal"], { message, got: container.stopSignal, fix });
    });
