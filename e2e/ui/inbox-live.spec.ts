import { sharedClient, type Task, uniqueName } from "../api/client";
import { openWith, row } from "./inbox-list";
import { choose, message, open } from "./screen";
import { expect, test } from "./signed-in";
import { changeTask, readTask } from "./work";

test("filters, the group and the open task survive a reload", async ({ page }) => {
  const { word, tasks } = await openWith(page, 2);
  const [low, high] = tasks as [Task, Task];
  await changeTask(high.id, { priority: "high" });
  await page.getByRole("button", { name: "Filter by Priority" }).click();
  await choose(page, "High");
  await page.keyboard.press("Escape");
  const tab = page.getByRole("navigation", { name: "What tasks need" }).getByRole("button", {
    name: "Triage",
  });
  await tab.click();
  await expect(row(page, low.title)).toBeHidden();
  await row(page, high.title).click();
  const panel = page.getByRole("region", { name: `Task ${high.ticket_ref}` });
  await expect(panel.getByRole("heading", { level: 2, name: high.title })).toBeVisible();

  await expect(page).toHaveURL(
    new RegExp(`group=triage.*task=${high.ticket_ref}|task=${high.ticket_ref}.*group=triage`),
  );
  await page.reload();
  await expect(panel.getByRole("heading", { level: 2, name: high.title })).toBeVisible();
  await expect(row(page, high.title)).toBeVisible();
  await expect(row(page, low.title)).toHaveCount(0);
  await expect(tab).toHaveAttribute("aria-current", "page");
  await expect(page.getByRole("searchbox", { name: "Search the inbox" })).toHaveValue(word);
  await expect(page.getByRole("button", { name: /Priority: High/ }).first()).toBeVisible();

  await open(page, page.url());
  await page.keyboard.press("Escape");
  await expect(panel).toBeHidden();
  await expect(row(page, high.title)).toBeFocused();
});

test("a task that comes in through the API shows within a second, without a reload", async ({
  page,
}, testInfo) => {
  const title = uniqueName("from an agent");
  await open(page, `/inbox?q=${title}`);
  await expect(page.getByRole("heading", { name: "Nothing matches" })).toBeVisible();
  const took: number[] = [];
  for (const n of [1, 2, 3]) {
    const begun = performance.now();
    await sharedClient().call("POST", "/api/tasks", {
      title: `${title} ${n}`,
      scheduled_for: 4_102_444_800,
    });
    await row(page, `${title} ${n}`).waitFor({ timeout: 3_000 });
    took.push(Math.round(performance.now() - begun));
  }
  testInfo.annotations.push({ type: "request to screen, ms", description: took.join(", ") });
});

test("somebody else was faster with the same field: one is told who and what, and can insist", async ({
  page,
}) => {
  const { tasks } = await openWith(page, 1);
  const [task] = tasks as [Task];
  await page.keyboard.press("j");
  await page.keyboard.press("p");
  await expect(page.getByRole("combobox")).toBeFocused();
  await changeTask(task.id, { priority: "low" });
  await choose(page, "Critical");
  await expect(
    message(page, `API Access changed the priority of ${task.ticket_ref} meanwhile`),
  ).toBeVisible();
  await expect(message(page, "It is now Low. Yours was not saved.")).toBeVisible();
  expect(await readTask(task.id)).toMatchObject({ priority: "low" });

  await page.getByRole("button", { name: "Save mine" }).click();
  await expect.poll(() => readTask(task.id)).toMatchObject({ priority: "critical" });
});
