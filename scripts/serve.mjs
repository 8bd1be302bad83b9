import { runCommand } from "./refusal.mjs";
import { serve } from "./serve/run.mjs";

await runCommand(() => serve("production"));
if (process.exitCode === 1) process.exit();
