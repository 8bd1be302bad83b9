import { uniqueName } from "../api/client";
import { isLive, open } from "./screen";
import { expect, test } from "./signed-in";
import { changeTask, createTask } from "./work";

// What is tried without a network fails, and the browser says so.
test.use({ allowedErrors: [/ERR_INTERNET_DISCONNECTED/] });

test("the dot says what the stream does, and what was missed appears when it is back", async ({
  page,
  context,
}) => {
  const word = uniqueName("tunnel");
  const before = await createTask({ title: `${word} before` });
  await open(page, `/inbox?q=${word}`);
  const row = (title: string) => page.getByRole("link", { name: title });
  await expect(row(before.title)).toBeVisible();
  await page.evaluate(() => Object.assign(window, { sameDocument: true }));

  await context.setOffline(true);
  await expect(page.getByRole("button", { name: /^Event stream: Offline/ })).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: "Offline" })).toHaveCount(1);
  const during = await createTask({ title: `${word} during` });
  await changeTask(before.id, { title: `${word} renamed meanwhile` });
  await expect(row(during.title)).toHaveCount(0);
  await expect(row(before.title)).toBeVisible();

  await context.setOffline(false);
  await isLive(page);
  await expect(row(during.title)).toBeVisible();
  await expect(row(`${word} renamed meanwhile`)).toBeVisible();
  await expect(row(before.title)).toHaveCount(0);
  expect(await page.evaluate(() => "sameDocument" in window)).toBe(true);
});

test("without a network a change is refused in words and taken back", async ({ page, context }) => {
  const task = await createTask();
  await open(page, `/inbox?q=${task.title}`);
  await page.keyboard.press("j");
  await page.keyboard.press("p");
  await page.getByRole("combobox").fill("Critical");
  await context.setOffline(true);
  await page.keyboard.press("Enter");
  await expect(page.getByText(`${task.ticket_ref} · The server does not answer`)).toBeVisible();
  await expect(page.getByText("Check your connection and try again")).toBeVisible();
  await expect(page.getByRole("img", { name: "Critical" })).toHaveCount(0);
  await context.setOffline(false);
});
