import path from "node:path";
import { parseArgs } from "node:util";
import { migrate } from "./migrations/all.mjs";
import { createMigration } from "./migrations/create.mjs";
import { openDatabase } from "./postgres/open.mjs";
import { inProject } from "./project.mjs";
import { runCommand } from "./refusal.mjs";
import { readConfig } from "./serve/config.mjs";
import { prepareDataDirectory } from "./serve/data-directory.mjs";

// npm run db:migrate                 applies the migrations
// npm run db:migrate -- --name x     writes the next one from prisma/schema.prisma, then applies it
// npm run db:migrate -- --name x --draft   writes it, even empty, to be completed by hand before it is applied
await runCommand(async () => {
  const { values } = parseArgs({
    options: { name: { type: "string" }, draft: { type: "boolean", default: false } },
  });
  const config = readConfig(process.env);
  prepareDataDirectory(config.dataDirectory);
  const database = await openDatabase(config);
  try {
    report(await migrate({ databaseUrl: database.directUrl }));
    if (!values.name) return;
    const file = await createMigration({
      maintenanceUrl: database.maintenanceUrl,
      name: values.name,
      draft: values.draft,
    });
    console.log(
      file
        ? `Wrote ${path.relative(inProject(), file)}`
        : "The schema has not changed: nothing to migrate.",
    );
    if (file && !values.draft) report(await migrate({ databaseUrl: database.directUrl }));
  } finally {
    await database.close();
  }
});

/** @param {string[]} applied */
function report(applied) {
  console.log(applied.length > 0 ? `Applied ${applied.join(", ")}` : "The database is up to date.");
}
