import type { Page } from "playwright/test";
import { sharedClient, type Task } from "../api/client";
import { message, open, pendingVerdict } from "./screen";
import { expect, test } from "./signed-in";
import { claim, createWaiting, handIn, readTask } from "./work";

const PATCH = `diff --git a/lib/cart.ts b/lib/cart.ts
--- a/lib/cart.ts
+++ b/lib/cart.ts
@@ -1,3 +1,3 @@
 export function total(cart) {
-  return sum(cart.items);
+  return cart ? sum(cart.items) : 0;
 }`;

async function openReview(page: Page, task: Task) {
  await open(page, `/reviews?task=${task.ticket_ref}`);
  const work = page.getByRole("article", {
    name: `Review of ${task.ticket_ref}: ${task.title}`,
  });
  await expect(work).toBeVisible();
  return work;
}

test("work that is handed in comes into the queue by itself, beside what it is judged by", async ({
  page,
}) => {
  await open(page, "/reviews");
  const task = await createWaiting({
    description: "The cart breaks when it is empty.",
    acceptance_criteria: "Good when:\n- an empty cart costs nothing\n- there is a test",
    resolution: PATCH,
  });
  const queue = page.getByRole("list", { name: /^Waiting for a verdict/ });
  const row = queue.getByRole("link", { name: task.title });
  // What waits longest is first, and only rows in view are drawn.
  await expect(async () => {
    await queue.getByRole("link").first().focus();
    await page.keyboard.press("End");
    await expect(row).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await row.click();
  const work = page.getByRole("article", { name: new RegExp(`^Review of ${task.ticket_ref}`) });
  const diff = work.getByRole("region", { name: "lib/cart.ts" });
  await expect(diff.getByRole("row", { name: /added:.*cart \? sum/ })).toBeVisible();
  await expect(diff.getByRole("row", { name: /removed:.*return sum/ })).toBeVisible();
  await expect(work.getByText("The cart breaks when it is empty.")).toBeVisible();

  await work.getByRole("checkbox", { name: "there is a test" }).click();
  await expect(work.getByText("1/2", { exact: true })).toBeVisible();
});

test("e approves: the task is done and the verdict stands in the history", async ({ page }) => {
  const task = await createWaiting();
  const work = await openReview(page, task);
  await expect(work.getByRole("button", { name: "Approve" })).toBeVisible();
  await page.keyboard.press("e");
  await pendingVerdict(page, task).getByRole("button", { name: "Now" }).click();
  await expect(message(page, `${task.ticket_ref} approved`)).toBeVisible();
  await expect.poll(() => readTask(task.id)).toMatchObject({ status: "done" });

  await page.getByRole("tab", { name: "History" }).click();
  const verdicts = page.getByRole("list", { name: "Verdicts, newest first" });
  const verdict = verdicts.getByRole("link", { name: task.title });
  await expect(verdict).toContainText("Approved");
  await expect(verdict).toContainText("Ada Byron");
});

test("r rejects with feedback, which the agent's next claim carries", async ({ page }) => {
  const task = await createWaiting({ resolution: "It works." });
  await openReview(page, task);
  await page.keyboard.press("r");
  const dialog = page.getByRole("dialog", { name: `Reject ${task.ticket_ref}` });
  await dialog.getByRole("button", { name: "Reject with feedback" }).click();
  await expect(dialog.getByText("Say what is missing: the agent works from it")).toBeVisible();
  await dialog.getByLabel("Feedback").fill("Add a test for the empty cart.");
  await page.keyboard.press("Control+Enter");
  await expect(dialog).toBeHidden();
  await pendingVerdict(page, task).getByRole("button", { name: "Now" }).click();
  await expect(message(page, new RegExp(`${task.ticket_ref} rejected: back to `))).toBeVisible();

  const sentBack = await readTask(task.id);
  expect(sentBack).toMatchObject({ status: "assigned", review_cycles: 1 });
  const again = await claim(sentBack, sentBack.assigned_to as string);
  expect(again.feedback).toMatchObject([
    { reviewer: "Ada Byron", notes: "Add a test for the empty cart.", cycle: 1 },
  ]);
  await handIn(again.task, "With a test.");
  const work = await openReview(page, task);
  await expect(work.getByText("With a test.")).toBeVisible();
  await expect(work.getByText("Cycle 2/3")).toBeVisible();
  await expect(work.getByText("Add a test for the empty cart.")).toBeVisible();
});

test("a person goes against a verdict, with a reason", async ({ page }) => {
  const task = await createWaiting();
  await sharedClient().call(
    "POST",
    "/api/quality-review",
    { taskId: task.id, status: "approved", notes: "Looks fine." },
    { "x-agent-name": "hasty" },
  );
  const work = await openReview(page, task);
  await work.getByRole("button", { name: "Override hasty" }).click();
  const dialog = page.getByRole("dialog").filter({ hasText: "hasty approved it." });
  await dialog.getByRole("button", { name: "Reject after all" }).click();
  await expect(dialog.getByText("Say what is wrong: the agent works from it")).toBeVisible();
  await dialog.getByLabel("Reason").fill("Nobody has run it.");
  await dialog.getByRole("button", { name: "Reject after all" }).click();
  await expect(message(page, `${task.ticket_ref} · Rejected after all`)).toBeVisible();
  await expect(work.getByText("Override", { exact: true })).toBeVisible();
  expect(await readTask(task.id)).toMatchObject({ status: "assigned", review_cycles: 1 });
  const again = await claim(task, task.assigned_to as string);
  expect(again.feedback).toMatchObject([{ notes: "Nobody has run it." }]);
});

test("work that was judged elsewhere while one reads it says so by itself", async ({ page }) => {
  const task = await createWaiting();
  const work = await openReview(page, task);
  await sharedClient().call(
    "POST",
    "/api/quality-review",
    { taskId: task.id, status: "approved", notes: "Good." },
    { "x-agent-name": "quick" },
  );
  await expect(work.getByRole("button", { name: "Approve" })).toBeHidden();
  await expect(work.getByText("quick", { exact: true })).toBeVisible();
  await expect(work.getByRole("button", { name: "Override quick" })).toBeVisible();
});
