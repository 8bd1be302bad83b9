import type { Locator, Page } from "playwright/test";
import type { Task } from "../api/client";
import { defects, expectAccessible } from "./accessibility";
import { open } from "./screen";
import { expect, test } from "./signed-in";
import { createTask, createWaiting, readTask, registerAgent } from "./work";

const PIXEL = "R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==";

async function editDescription(page: Page, task: Task) {
  await open(page, `/tasks/${task.ticket_ref}`);
  await page.getByRole("button", { name: "Edit the description" }).click();
  return page.getByRole("textbox", { name: "Description" });
}

/** Pastes a file of this content as a browser does. */
const paste = (field: Locator, base64: string, name: string) =>
  field.evaluate(
    (element, [bytes, fileName]) => {
      const data = new DataTransfer();
      const decoded = Uint8Array.from(atob(bytes as string), (letter) => letter.charCodeAt(0));
      data.items.add(new File([decoded], fileName as string, { type: "image/gif" }));
      element.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
      );
    },
    [base64, name],
  );

/** The editor itself, and no longer the plain field that stands in for it. */
const rich = (page: Page) => page.locator(".cm-content");

test("what is typed before the editor's code arrives stays, with the caret, and Tab leaves", async ({
  page,
}) => {
  const task = await createTask({ description: "Begin" });
  let arrive = () => {};
  const held = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await open(page, `/tasks/${task.ticket_ref}`);
  await page.route("**/_next/static/chunks/**", async (route) => {
    await held;
    await route.continue();
  });
  await page.getByRole("button", { name: "Edit the description" }).click();
  const field = page.getByRole("textbox", { name: "Description" });
  await expect(field).toBeFocused();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" here");
  arrive();
  await expect(rich(page)).toBeFocused();
  await page.keyboard.type(" and on");
  await expect(rich(page)).toHaveText("Begin here and on");
  await expect(field).toHaveAttribute("spellcheck", "true");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Save", exact: true })).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Control+Enter");
  await expect.poll(() => readTask(task.id)).toMatchObject({ description: "Begin here and on" });
});

test("an agent's name is completed after an @, and Escape closes the list before the editor", async ({
  page,
}) => {
  const name = await registerAgent();
  const task = await createTask({ description: "Ask" });
  await editDescription(page, task);
  await expect(rich(page)).toBeFocused();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(` @${name.slice(0, -1)}`);
  await expect(page.getByRole("option", { name: `@${name}` })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("option")).toHaveCount(0);
  await expect(rich(page)).toBeFocused();
  await page.keyboard.type(name.slice(-1));
  await page.keyboard.press("Enter");
  await expect(rich(page)).toContainText(`Ask @${name} `);
  expect(await defects(page, undefined, ".cm-editor")).toEqual([]);
});

test.describe("when something is refused", () => {
  // The browser says so, too.
  test.use({ allowedErrors: [/Failed to load resource/] });

  test("a plain field goes on serving when the editor's code never arrives", async ({ page }) => {
    const task = await createTask({ description: "Begin" });
    await open(page, `/tasks/${task.ticket_ref}`);
    await page.route("**/_next/static/chunks/**", (route) => route.abort());
    await page.getByRole("button", { name: "Edit the description" }).click();
    await page.getByRole("textbox", { name: "Description" }).fill("Without it");
    await page.keyboard.press("Control+Enter");
    await expect(page.getByText("Without it")).toBeVisible();
  });

  test("a pasted picture is stored, shown in the text, and refused with a sentence when it is none", async ({
    page,
  }) => {
    const task = await createTask({ description: "Look:" });
    await editDescription(page, task);
    await expect(rich(page)).toBeFocused();
    await page.keyboard.press("Control+End");
    await paste(rich(page), btoa("<svg/>"), "bad.gif");
    await expect(page.getByText(/^bad\.gif: body: must be a picture/)).toBeVisible();
    await paste(rich(page), PIXEL, "the [shot].gif");
    await expect(rich(page)).toHaveText(/^Look:!\[the\s+shot\]\(\/api\/attachments\/\d+\)$/);
    await page.keyboard.press("Control+Enter");
    const picture = page.getByRole("img", { name: /the\s+shot/ });
    await expect(picture).toBeVisible();
    await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(1);

    // A comment takes pictures as every other text of the task does.
    const comment = page.getByRole("textbox", { name: "Comment" });
    await comment.fill("And: , see?");
    for (let letter = 0; letter < ", see?".length; letter++) await comment.press("ArrowLeft");
    await paste(comment, btoa("<svg/>"), "bad.gif");
    await expect(page.getByText(/^bad\.gif: body: must be a picture/)).toBeVisible();
    await paste(comment, PIXEL, "detail.gif");
    await expect(comment).toHaveValue(/^And: !\[detail\]\(\/api\/attachments\/\d+\), see\?$/);
    await comment.press("Control+Enter");
    await expect(page.getByRole("img", { name: "detail" })).toBeVisible();
  });
});

test("a removed comment of two dashes is shown, and a long patch folds", async ({ page }) => {
  const many = Array.from({ length: 10_000 }, (_, line) => `+line ${line + 1}`).join("\n");
  const resolution = [
    "diff --git a/q.sql b/q.sql\n--- a/q.sql\n+++ b/q.sql\n@@ -1,3 +1,2 @@\n--- secret\n select 1;\n select 2;",
    `diff --git a/long.txt b/long.txt\nnew file mode 100644\n--- /dev/null\n+++ b/long.txt\n@@ -0,0 +1,10000 @@\n${many}`,
    "diff --git a/run.sh b/run.sh\nold mode 100644\nnew mode 100755\n",
  ].join("\n");
  const task = await createWaiting({ resolution });
  await open(page, `/reviews?task=${task.ticket_ref}`);
  const sql = page.getByRole("region", { name: "q.sql" });
  await expect(sql.getByRole("row", { name: /removed: ?-- secret/ })).toBeVisible();
  await expect(sql.getByRole("row", { name: /select 2/ })).toBeVisible();
  await expect(
    page
      .getByRole("region", { name: "run.sh" })
      .getByText("Mode 100644 became 100755 (executable)"),
  ).toBeVisible();
  const long = page.getByRole("region", { name: "long.txt" });
  await expectAccessible(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await long.getByRole("button", { name: /^Show 9,601 more lines/ }).click();
  await expect(long.getByText("line 10000")).toBeAttached();
});
