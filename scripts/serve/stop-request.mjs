/** npm passes Ctrl-C on to us as well, so one key press arrives twice. */
const samePressMs = 700;

/**
 * Stops on Ctrl-C, SIGTERM or SIGHUP: the first request ends everything in order, with exit code 0; a second one ends it at once.
 * @param {{ stopAll: () => Promise<void>, killAll: () => void }} actions
 * @returns {() => void} the same request, made by the program itself
 */
export function onStopRequested({ stopAll, killAll }) {
  let askedAt = 0;
  const stop = async () => {
    if (askedAt > 0) {
      if (Date.now() - askedAt < samePressMs) return;
      killAll();
      setTimeout(() => process.exit(1), 300);
      return;
    }
    askedAt = Date.now();
    console.log("Stopping...");
    await stopAll();
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, stop);
  return stop;
}
