import { launch } from "./launch.mjs";
import { Refusal, runCommand } from "./refusal.mjs";

// node scripts/run.mjs <script> [args]: any script of this repository, installed and on the pinned Node.
await runCommand(() => {
  const [script, ...args] = process.argv.slice(2);
  if (!script) throw new Refusal("Say which script to run: node scripts/run.mjs bench/run.mjs.");
  return launch(script, args);
});
