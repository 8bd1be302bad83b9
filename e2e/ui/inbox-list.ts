import type { Locator, Page } from "playwright/test";
import { type Task, uniqueName } from "../api/client";
import { open } from "./screen";
import { expect } from "./signed-in";
import { createTask } from "./work";

/** The inbox with nothing in it but this test's tasks, the newest first. */
export async function openWith(
  page: Page,
  count: number,
): Promise<{ word: string; tasks: Task[] }> {
  const word = uniqueName("triage");
  const tasks: Task[] = [];
  for (let n = 1; n <= count; n++) tasks.unshift(await createTask({ title: `${word} no ${n}` }));
  await open(page, `/inbox?q=${word}`);
  await expect(row(page, word)).toHaveCount(count);
  return { word, tasks };
}

export function row(page: Page, title: string): Locator {
  return page.getByRole("region", { name: /^Tasks/ }).getByRole("link", { name: title });
}
