import path from "node:path";
import { parseArgs } from "node:util";
import { migrate } from "./migrations/all.mjs";
import { createMigration } from "./migrations/create.mjs";
import { withClient } from "./postgres/database.mjs";
import { openDatabase } from "./postgres/open.mjs";
import { inProject } from "./project.mjs";
import { runCommand } from "./refusal.mjs";
import { readConfig } from "./serve/config.mjs";
import { prepareDataDirectory, readSecret } from "./serve/data-directory.mjs";
import { replaceSecret } from "./serve/secret-check.mjs";

// npm run migrate                    applies the migrations and the SQL functions
// npm run migrate -- --new-secret    also accepts the present secret as the installation's, if the earlier one is lost
// npm run db:migrate -- --name x     drafts the next migration from prisma/schema.prisma, then applies it
// npm run db:migrate -- --name x --draft   drafts it, even empty, to be completed by hand before it is applied
await runCommand(async () => {
  const { values } = parseArgs({
    options: {
      name: { type: "string" },
      draft: { type: "boolean", default: false },
      "new-secret": { type: "boolean", default: false },
    },
  });
  const config = readConfig(process.env);
  prepareDataDirectory(config.dataDirectory);
  const database = await openDatabase(config);
  const databaseUrl = database.directUrl;
  try {
    report(await migrate({ databaseUrl }));
    if (values["new-secret"]) await takeNewSecret(config, databaseUrl);
    if (values.name) {
      await draft(database, values.name, values.draft);
      if (!values.draft) report(await migrate({ databaseUrl }));
    }
  } finally {
    await database.close();
  }
});

/** @param {import("./postgres/open.mjs").OpenDatabase} database @param {string} name @param {boolean} evenEmpty */
async function draft({ maintenanceUrl }, name, evenEmpty) {
  const file = await createMigration({ maintenanceUrl, name, draft: evenEmpty });
  console.log(
    file
      ? `Wrote ${path.relative(inProject(), file)}`
      : "The schema has not changed: nothing to migrate.",
  );
}

/** @param {import("./serve/config.mjs").ServeConfig} config @param {string} databaseUrl */
async function takeNewSecret(config, databaseUrl) {
  const { secret, keep } = readSecret(config.dataDirectory, config.secret);
  keep?.();
  const lost = await withClient(databaseUrl, (client) => replaceSecret(client, secret));
  console.log("The database now belongs to the present secret.");
  if (lost.length > 0)
    console.log(`Removed because only the earlier secret could read them: ${lost.join(", ")}.`);
}

/** @param {string[]} applied */
function report(applied) {
  console.log(applied.length > 0 ? `Applied ${applied.join(", ")}` : "The database is up to date.");
}
