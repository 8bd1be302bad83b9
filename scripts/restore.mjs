import { parseArgs } from "node:util";
import { checkBackup, restoreBackup } from "./backup/restore.mjs";
import { Refusal, runCommand } from "./refusal.mjs";

// node scripts/run.mjs scripts/restore.mjs FILE                  into an empty installation
// node scripts/run.mjs scripts/restore.mjs FILE --replace        keeps what is there aside
// node scripts/run.mjs scripts/restore.mjs FILE --new-secret     when the secret that it was made with is lost
// node scripts/run.mjs scripts/restore.mjs FILE --start          and starts Baton
// node scripts/run.mjs scripts/restore.mjs FILE --check          restores it into a temporary database and compares
await runCommand(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      check: { type: "boolean", default: false },
      replace: { type: "boolean", default: false },
      "new-secret": { type: "boolean", default: false },
      start: { type: "boolean", default: false },
    },
  });
  const [file, ...rest] = positionals;
  if (!file || rest.length > 0)
    throw new Refusal(
      "Say which file: mc restore FILE [--check] [--replace] [--new-secret] [--start].",
    );
  if (values.check) {
    await checkBackup(file);
    return;
  }
  await restoreBackup(file, { replace: values.replace, newSecret: values["new-secret"] });
  if (values.start) {
    const { serve } = await import("./serve/run.mjs");
    await serve("production");
  } else console.log("Start Baton now: npm start");
});
