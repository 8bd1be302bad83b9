import { onParentGone } from "../parent.mjs";

/** Ctrl-C, or the end of npm, ends the checks and the programs that they run. */
export function stopWhenAsked() {
  const stop = () => process.exit(1);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, stop);
  onParentGone(stop);
}
