import { ensureBuilt } from "./build/production.mjs";
import { runCommand } from "./refusal.mjs";

await runCommand(() => ensureBuilt());
