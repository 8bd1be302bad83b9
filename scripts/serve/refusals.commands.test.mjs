import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { startOldPostgres } from "../testing/old-postgres.mjs";
import { createDataDirectory, runStart } from "../testing/product.mjs";
import { freeLoopbackPort } from "./port.mjs";

const data = createDataDirectory();
afterAll(data.remove);

/** Starts with these settings and returns the output, which must be one line, with exit code 1. */
async function refusal(settings) {
  const port = String(await freeLoopbackPort());
  const run = runStart({ PORT: port, BATON_DATA_DIR: data.folder, ...settings });
  expect(await run.exited).toBe(1);
  expect(run.output().trimEnd()).not.toContain("\n");
  return run.output().trimEnd();
}

test.each([
  [{ PORT: "abc" }, 'PORT must be a whole number from 1 to 65535, not "abc".'],
  [{ PORT: "70000" }, 'PORT must be a whole number from 1 to 65535, not "70000".'],
  [{ HOST: "no host" }, 'HOST must be an address or a host name, not "no host".'],
  [{ BATON_ROLE: "king" }, 'BATON_ROLE must be all, web or jobs, not "king".'],
  [{ BATON_SECRET: "short" }, "BATON_SECRET must have at least 32 characters."],
  [{ MC_API_KEY: "mc_short" }, "MC_API_KEY must have at least 24 characters."],
  [
    { BATON_SESSION_IDLE_HOURS: "soon" },
    'BATON_SESSION_IDLE_HOURS must be a number of hours above 0, at most 8784, not "soon".',
  ],
  [{ DATABASE_URL: "mysql://x" }, "DATABASE_URL must look like postgresql://"],
  [
    { DATABASE_URL: "postgresql://u:p@127.0.0.1:1/x" },
    "The database at 127.0.0.1:1 cannot be reached (ECONNREFUSED)",
  ],
])("%o is refused with one sentence", async (settings, sentence) => {
  expect(await refusal(settings)).toContain(sentence);
});

test("a taken port is refused", async () => {
  const taken = createServer();
  await new Promise((resolve) => taken.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (taken.address());
  expect(await refusal({ PORT: String(port) })).toBe(
    `Port ${port} on 127.0.0.1 is taken by another program: stop it, or choose another port with PORT=${port + 1}.`,
  );
  taken.close();
});

test("a data directory that cannot be written is refused", async () => {
  const file = path.join(data.folder, "file");
  writeFileSync(file, "");
  expect(await refusal({ BATON_DATA_DIR: path.join(file, "data") })).toBe(
    `The data directory ${file}/data cannot be written (ENOTDIR): fix its permissions or set BATON_DATA_DIR.`,
  );
});

test("a PostgreSQL before 14 is refused", async () => {
  const old = await startOldPostgres(130_012);
  expect(await refusal({ DATABASE_URL: old.url })).toBe(
    "The database is PostgreSQL 13 and Baton needs 14 or newer: upgrade it, or unset DATABASE_URL to use the embedded one.",
  );
  old.close();
});
