import { uniqueName } from "../api/client";
import { row } from "./inbox-list";
import { open } from "./screen";
import { expect, test } from "./signed-in";
import { createWaiting, readTask } from "./work";

/** What a person types goes where they look: no keystroke acts on something else, and no text is lost. */

test("a pause while searching the inbox costs no letter, and approves nothing", async ({
  page,
}) => {
  const word = uniqueName("invoice");
  const task = await createWaiting({ title: word });
  await open(page, `/inbox?group=verdict&task=${task.ticket_ref}`);
  const search = page.getByRole("searchbox", { name: "Search the inbox" });
  await search.click();
  await page.keyboard.type(word.slice(0, 3));
  await expect(page).toHaveURL(/[?&]q=inv/);
  await expect(row(page, word)).toBeVisible();
  // The words have been searched for: this is the pause. What follows begins with single-key commands.
  await page.keyboard.type(`${word.slice(3)}ecxu`);
  await expect(search).toBeFocused();
  await expect(search).toHaveValue(`${word}ecxu`);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  expect(await readTask(task.id)).toMatchObject({ status: "review" });

  for (const _letter of `${word}ecxu`) await page.keyboard.press("Backspace");
  await expect(page).not.toHaveURL(/[?&]q=/);
  await page.keyboard.type("e");
  await expect(search).toHaveValue("e");
  expect(await readTask(task.id)).toMatchObject({ status: "review" });
});

test("Clear empties the search at once, and Back brings the words that were searched for", async ({
  page,
}) => {
  const word = uniqueName("shown");
  const task = await createWaiting({ title: word });
  await open(page, `/inbox?q=${word}`);
  const search = page.getByRole("searchbox", { name: "Search the inbox" });
  await expect(search).toHaveValue(word);
  await row(page, word).click();
  await expect(page).toHaveURL(new RegExp(`task=${task.ticket_ref}`));
  await search.fill(`${word} more`);
  await page.getByRole("button", { name: "Clear", exact: true }).click();
  await expect(search).toHaveValue("");
  await expect(page).not.toHaveURL(/[?&]q=/);
  await page.goBack();
  await expect(search).toHaveValue(word);
});
