import { runCommand } from "./refusal.mjs";
import { serve } from "./serve/run.mjs";

await runCommand(() => serve("development"));
if (process.exitCode === 1) process.exit();
