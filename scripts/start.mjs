import { launch } from "./launch.mjs";
import { runCommand } from "./refusal.mjs";

await runCommand(() => launch("scripts/serve.mjs", process.argv.slice(2)));
