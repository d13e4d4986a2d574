/** Fewer stacks are done before anybody would look. */
const FEWEST_TO_SHOW = 30;
/** A log gets a line for each of so many parts. */
const LINES = 10;

/** Shows on standard error how many of many are done: a bar on a terminal, a few lines elsewhere. */
export function progressBar(what: string): { update(done: number, all: number): void; stop(): void } {
  return process.stderr.isTTY ? bar(what) : lines(what);
}

function bar(what: string) {
  const { SingleBar, Presets }: typeof import("cli-progress") = require("cli-progress");
  const format = `${what} {bar} {value}/{total}`;
  const shown = new SingleBar(
    { format, stream: process.stderr, clearOnComplete: true },
    Presets.shades_classic,
  );
  return {
    update(done: number, all: number) {
      if (all < FEWEST_TO_SHOW) return;
      if (!shown.isActive) shown.start(all, 0);
      shown.update(done);
    },
    stop: () => shown.stop(),
  };
}

function lines(what: string) {
  let told = 0;
  return {
    update(done: number, all: number) {
      const part = Math.floor((done / all) * LINES);
      if (all < FEWEST_TO_SHOW || part === told) return;
      told = part;
      console.error(`${what} ${done}/${all}`);
    },
    stop: () => {},
  };
}
