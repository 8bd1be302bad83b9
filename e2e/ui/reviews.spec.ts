import type { Page } from "playwright/test";
import { sharedClient, type Task, uniqueName } from "../api/client";
import { expectAccessible } from "./accessibility";
import { message, open, pendingVerdict } from "./screen";
import { expect, test } from "./signed-in";
import { changeOf, claim, createTask, createWaiting, handIn, handInChange, readTask } from "./work";

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

test("comments on lines are kept as they are typed, go with the rejection, and come back answered", async ({
  page,
}) => {
  const agent = uniqueName("worker");
  const first = await claim(await createTask({ assigned_to: agent }), agent);
  const task = await handInChange(first, changeOf("a", "return cart ? sum(cart.items) : 0;"));
  await open(page, `/reviews?task=${task.ticket_ref}&part=change`);
  const file = page.getByRole("region", { name: "lib/cart.ts" });
  await expect(file.getByRole("row", { name: /added:.*cart \? sum/ })).toBeVisible();

  // The first change, the added line of it, and a comment there.
  await page.keyboard.press("n");
  await expect(file.getByRole("row", { name: /removed:/ })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("m");
  const editor = page.getByRole("textbox", { name: "Comment on line 2" });
  await expect(editor).toBeFocused();
  await editor.pressSequentially("Name the empty cart.");
  await expect(page.getByText("Line 2 · Draft saved")).toBeVisible();
  await expectAccessible(page);
  await page.reload();
  await expect(page.getByRole("article", { name: "Draft on line 2" })).toContainText(
    "Name the empty cart.",
  );
  await expect(page.getByRole("button", { name: "1 draft" })).toBeVisible();

  await page.getByRole("button", { name: "Reject" }).click();
  const dialog = page.getByRole("dialog", { name: `Reject ${task.ticket_ref}` });
  await expect(dialog).toContainText("1 comment goes with it.");
  await dialog.getByRole("button", { name: "Reject with feedback" }).click();
  await expect(message(page, new RegExp(`${task.ticket_ref} rejected`))).toBeVisible();

  const second = await claim(task, agent);
  const comment = second.feedback[0]?.comments?.[0];
  expect(comment).toMatchObject({
    body: "Name the empty cart.",
    quote: expect.stringContaining("cart ? sum(cart.items) : 0"),
  });
  const better = "return isEmpty(cart) ? 0 : sum(cart.items);";
  const since = changeOf("b", better, "return cart ? sum(cart.items) : 0;");
  await handInChange(
    second,
    { ...changeOf("b", better), since: [{ ...since, branch: undefined, commit: "a".repeat(40) }] },
    { answers: [{ comment_id: comment?.id, state: "fixed", text: "It is isEmpty now." }] },
  );

  // What changed since the verdict, with the answer in place; `w` shows all of the change.
  await open(page, `/reviews?task=${task.ticket_ref}&part=change`);
  await expect(file.getByRole("row", { name: /removed:.*cart \? sum/ })).toBeVisible();
  await expect(page.getByRole("article", { name: /^Comment by Ada Byron/ })).toContainText(
    "It is isEmpty now.",
  );
  await page.keyboard.press("w");
  await expect(file.getByRole("row", { name: /removed:.*return sum/ })).toBeVisible();
  await page.getByRole("button", { name: "Resolve" }).click();
  await expect(page.getByRole("article", { name: /resolved$/ })).toBeVisible();
});

test("a paragraph of a resolution takes a comment by key", async ({ page }) => {
  const task = await createWaiting({ resolution: "First we move the data.\n\nThen we switch." });
  const work = await openReview(page, task);
  await work.getByRole("group", { name: "Paragraph 2 of the resolution" }).focus();
  await page.keyboard.press("m");
  const editor = page.getByRole("textbox", { name: "Comment on paragraph 2 of the resolution" });
  await editor.pressSequentially("And if the switch fails?");
  await page.keyboard.press("Control+Enter");
  await expect(work.getByRole("group", { name: "Paragraph 2 of the resolution" })).toBeFocused();
  await expect(
    work.getByRole("article", { name: "Draft on paragraph 2 of the resolution" }),
  ).toContainText("And if the switch fails?");
});
