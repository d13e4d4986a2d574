/**
 * Runs the words after it, hands a SIGTERM on as another signal, waits for the end however often it is
 * interrupted, and ends as the program did. `$0` is the name of the signal.
 */
const SCRIPT = [
  `trap 'kill -s "$0" "$child"' TERM`,
  `"$@" & child=$!`,
  `while :; do wait "$child"; status=$?; kill -0 "$child" 2>/dev/null || exit "$status"; done`,
].join("\n");

/**
 * Entry point and command of a container that ECS stops with SIGTERM, as it stops every one, and whose program ends
 * gracefully on another signal.
 *
 * The program has to handle the signal itself: a shell starts it with SIGINT and SIGQUIT ignored. An image that says
 * `STOPSIGNAL` needs none of this.
 *
 * @param signal As in "SIGQUIT".
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_StopTask.html
 */
export function withStopSignal(
  signal: string,
  entryPoint: readonly string[],
  command: readonly string[] | undefined,
): { readonly entryPoint: readonly string[]; readonly command: readonly string[] } {
  return {
    entryPoint: ["/bin/sh", "-c", SCRIPT, signal.replace(/^SIG/, "")],
    command: [...entryPoint, ...(command ?? [])],
  };
}
