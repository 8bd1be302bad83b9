import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { createDataDirectory, runStart, startProduct } from "../testing/product.mjs";
import { freeLoopbackPort } from "./port.mjs";

const data = createDataDirectory();
afterAll(data.remove);

test("a start with another secret is refused with one sentence, and the first one works again", async () => {
  const first = await startProduct({ BATON_DATA_DIR: data.folder });
  expect(await first.stop()).toBe(0);

  const settings = { PORT: String(await freeLoopbackPort()), BATON_DATA_DIR: data.folder };
  const mistaken = runStart({ ...settings, BATON_SECRET: "another secret, set by mistake here" });
  expect(await mistaken.exited).toBe(1);
  expect(mistaken.output()).toMatch(/^BATON_SECRET is not the secret that this database[^\n]*\n$/);

  const file = path.join(data.folder, "secret");
  const kept = readFileSync(file, "utf8");
  rmSync(file);
  const without = runStart(settings);
  expect(await without.exited).toBe(1);
  expect(without.output()).toContain(`${file} is missing, and a new secret is not the secret`);
  expect(existsSync(file)).toBe(false);

  const again = await startProduct({ BATON_DATA_DIR: data.folder, BATON_SECRET: kept.trim() });
  expect(again.setupUrl?.split("?")[1]).toBe(first.setupUrl?.split("?")[1]);
  expect(await again.stop()).toBe(0);
});

test("BATON_MIGRATE=off refuses a new database and names the command", async () => {
  const empty = createDataDirectory();
  const run = runStart({
    PORT: String(await freeLoopbackPort()),
    BATON_DATA_DIR: empty.folder,
    BATON_MIGRATE: "off",
  });
  expect(await run.exited).toBe(1);
  expect(run.output()).toMatch(
    /^The database lacks [^\n]*: run "npm run migrate" once, then start\.\n$/,
  );
  empty.remove();
});
