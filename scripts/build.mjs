import { ensureCli } from "./build/cli.mjs";
import { ensureBuilt } from "./build/production.mjs";
import { runCommand } from "./refusal.mjs";

await runCommand(async () => {
  await ensureCli();
  await ensureBuilt();
});
