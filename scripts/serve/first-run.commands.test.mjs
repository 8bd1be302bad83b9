import { afterAll, expect, test } from "vitest";
import { createDataDirectory, startProduct } from "../testing/product.mjs";

const data = createDataDirectory();
afterAll(data.remove);

const settings = { BATON_DATA_DIR: data.folder, MC_API_KEY: "" };
const printedKey = (output) => output.match(/API key \(shown once\): (mc_[0-9a-f]{48})/)?.[1];
const listTasks = (url, key) =>
  fetch(`${url}/api/tasks`, { headers: { authorization: `Bearer ${key}` } });

test("the first start says where it is, how to enter it, and a key that works; the next only the first two", async () => {
  const first = await startProduct(settings);
  const key = printedKey(first.output());
  expect(first.output()).toContain(`Baton is ready at ${first.url}\n`);
  expect(first.setupUrl).toMatch(/\/setup\?token=[0-9a-f]{32}$/);
  expect((await listTasks(first.url, key)).status).toBe(200);
  expect((await listTasks(first.url, `${key}0`)).status).toBe(401);
  expect(await first.stop()).toBe(0);

  const second = await startProduct(settings);
  expect(second.setupUrl?.split("?")[1]).toBe(first.setupUrl?.split("?")[1]);
  expect(printedKey(second.output())).toBeUndefined();
  expect((await listTasks(second.url, key)).status).toBe(200);
  expect(await second.stop()).toBe(0);
  expect(second.output()).not.toMatch(/Installing|Building/);
});
