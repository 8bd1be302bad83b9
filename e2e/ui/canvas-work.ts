import { expect, type Locator, type Page } from "playwright/test";
import { sharedClient, type Task, uniqueName } from "../api/client";
import { open } from "./screen";
import { createTask } from "./work";

export interface Structure {
  root: Task;
  /** As many as were asked for; named as if three, for the tests that take them apart. */
  children: [Task, Task, Task, ...Task[]];
}

/** An epic with parallel children, each for an agent of its own so that nobody else takes them. */
export async function createEpic(count = 3): Promise<Structure> {
  const root = await createTask({ type: "epic", title: uniqueName("epic"), scheduled_for: null });
  const children: Task[] = [];
  for (let n = 0; n < count; n++) {
    children.push(
      await createTask({
        parent_id: root.id,
        title: uniqueName(`part${n + 1}`),
        assigned_to: uniqueName("owner"),
        review_required: false,
      }),
    );
  }
  return { root, children: children as Structure["children"] };
}

/** A task with steps, in their order. */
export async function createPipeline(count = 3): Promise<Structure> {
  const root = await createTask({ title: uniqueName("pipeline"), scheduled_for: null });
  const children: Task[] = [];
  for (let n = 1; n <= count; n++) {
    children.push(
      await createTask({
        parent_id: root.id,
        title: uniqueName(`step${n}`),
        exec_mode: "seq",
        exec_order: n,
        assigned_to: uniqueName("owner"),
        review_required: false,
      }),
    );
  }
  return { root, children: children as Structure["children"] };
}

export async function openCanvas(page: Page, { root }: Structure, query = ""): Promise<void> {
  await open(page, `/canvas/${root.ticket_ref}${query}`);
  await expect(node(page, root)).toBeVisible();
}

export function node(page: Page, { id }: { id: number }): Locator {
  return page.locator(`[data-node="${id}"]`);
}

/** Where every node stands, by its id. */
export function places(page: Page): Promise<Record<string, string>> {
  return page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll<HTMLElement>(".react-flow__node")].map((one) => [
        one.dataset.id,
        `${one.style.transform} ${one.style.width} ${one.style.height}`,
      ]),
    ),
  );
}

/** Draws a line from one node to another, and holds it there. */
export async function drawLine(page: Page, from: Task, to: Task): Promise<void> {
  await node(page, from).hover();
  const handle = page.locator(`.react-flow__node[data-id="${from.id}"] .cv-handle`);
  await handle.hover();
  await page.mouse.down();
  const box = await node(page, to).boundingBox();
  if (!box) throw new Error(`${to.ticket_ref} is not on the screen.`);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height - 12, { steps: 8 });
}

export function line(page: Page, from: Task, to: Task): Locator {
  return page.locator(`.react-flow__edge[data-id="blocks:${from.id}:${to.id}"]`);
}

export async function linkNow(from: Task, to: Task): Promise<void> {
  const { status } = await sharedClient().call("POST", `/api/tasks/${from.id}/links`, {
    to: to.id,
    type: "blocks",
  });
  expect(status).toBeLessThan(300);
}

/** Who blocks whom, of this task. */
export async function blocksOf(task: Task): Promise<string[]> {
  const { body } = await sharedClient().call<{
    links: { type: string; from: { id: number }; to: { id: number } }[];
  }>("GET", `/api/tasks/${task.id}/links`);
  return body.links.map(({ type, from, to }) => `${type}:${from.id}:${to.id}`);
}

/** The steps of a task as they stand now. */
export async function orderOf({ root }: Structure): Promise<number[]> {
  const { body } = await sharedClient().call<{ tasks?: Task[]; children?: Task[] }>(
    "GET",
    `/api/tasks/${root.id}/children`,
  );
  return (body.tasks ?? body.children ?? []).map(({ id }) => id);
}
