import { parseArgs } from "node:util";
import { fill } from "./demo/fill.mjs";
import { runFleet, sendHome } from "./demo/fleet/fleet.mjs";
import { findInstallation } from "./demo/installation.mjs";
import { onParentGone } from "./parent.mjs";
import { Refusal, runCommand } from "./refusal.mjs";
import { onStopRequested } from "./serve/stop-request.mjs";

const usage = "npm run demo [-- --once] [--key KEY] [--force]";

// Fills a running Baton with a fleet that works until it is stopped, through the public HTTP API alone.
await runCommand(async () => {
  const { once, key, force } = readArguments();
  const address =
    process.env.MC_URL?.trim() || process.env.BATON_URL?.trim() || "http://127.0.0.1:3000";
  const baton = await findInstallation({
    address,
    key: key ?? process.env.MC_API_KEY?.trim(),
    force,
  });
  const { agents, created, kept } = await fill(baton);
  console.log(
    `${agents} agents and ${created} new tasks are there${kept > 0 ? `, ${kept} were` : ""}.`,
  );
  if (once) return;

  console.log(`The fleet works now: watch it at ${address}. Ctrl-C ends it.\n`);
  const abort = new AbortController();
  const shift = { baton, signal: abort.signal, say };
  const working = runFleet(shift);
  const stopAll = async () => {
    abort.abort();
    await working.catch(() => {});
    const released = await sendHome(shift).catch(() => 0);
    console.log(`The fleet has gone home${released > 0 ? ` and put ${released} tasks back` : ""}.`);
  };
  onParentGone(onStopRequested({ stopAll, killAll: () => {} }));
  // When the work ends by itself, the demo ends.
  await working.finally(() => abort.abort());
});

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        once: { type: "boolean", default: false },
        force: { type: "boolean", default: false },
        key: { type: "string" },
      },
    });
    return values;
  } catch (error) {
    throw new Refusal(`${/** @type {Error} */ (error).message}. Use: ${usage}`);
  }
}

/** @param {string} who @param {string} what */
function say(who, what) {
  console.log(`${new Date().toTimeString().slice(0, 8)}  ${who.padEnd(6)} ${what}`);
}
