import { ensureCli } from "./build/cli.mjs";
import { runCommand } from "./refusal.mjs";

// Makes the mc command line from its sources; scripts/mc-cli.cjs runs it when nothing is installed yet.
await runCommand(ensureCli);
