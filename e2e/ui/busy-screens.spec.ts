import type { Page } from "playwright/test";
import { type Task, uniqueName } from "../api/client";
import { open } from "./screen";
import { expect, test } from "./signed-in";
import { changeTask, claim, createTask, handIn, registerAgent } from "./work";

// A reading is made to fail, and the browser says so.
test.use({ allowedErrors: [/503/] });

/**
 * What a tab may ask for in a burst: each part of its screen once at once, what comes later in its turn
 * (docs/decisions/0053-pace-of-rereading.md). Reading at every event would be some hundred.
 */
const MOST_REQUESTS = 9;

/** What the frame of every screen fetches ahead, once, when it has come to rest. */
const NAVIGATION = /^\/(inbox|board|canvas|reviews|agents|costs|settings)$/;

/** The requests that a page makes while something happens; the stream of events itself is none. */
async function requestsDuring(page: Page, work: () => Promise<void>): Promise<string[]> {
  const asked: string[] = [];
  const count = (request: { url(): string }) => {
    const { pathname, search } = new URL(request.url());
    const isData = pathname.startsWith("/api/") && pathname !== "/api/events";
    const isPage = search.includes("_rsc") && !NAVIGATION.test(pathname);
    if (isData || isPage) asked.push(pathname + search);
  };
  page.on("request", count);
  await work();
  page.off("request", count);
  return asked;
}

/** Some twenty-five events: tasks are created, renamed, claimed, handed in. */
async function workOn(agent: string, word: string): Promise<Task[]> {
  return Promise.all(
    Array.from({ length: 4 }, async (_, task) => {
      const made = await createTask({ title: `${word} ${task}`, assigned_to: agent });
      await changeTask(made.id, { title: `${word} ${task} anew`, priority: "high" });
      await claim(made, agent);
      await handIn(made, "Done as asked.");
      return made;
    }),
  );
}

// What every screen asks for while events come is counted in components/sync/gate/screen-budgets.test.ts; this is that the real ones
// are built so, for those with the most lists.
test("no screen reads again and again while a fleet works", async ({ page }) => {
  const agent = await registerAgent();
  const word = uniqueName("busy");
  for (const screen of ["/inbox", "/board", "/board?lanes=agent"]) {
    await open(page, screen);
    const tasks: Task[] = [];
    const asked = await requestsDuring(page, async () => {
      // A new lane is read, and no other one again.
      await registerAgent();
      tasks.push(...(await workOn(agent, word)));
    });
    expect.soft(asked.length, `${screen}: ${asked.join(" ")}`).toBeLessThanOrEqual(MOST_REQUESTS);
    // The queue of reviews is for other tests too.
    await Promise.all(tasks.map(({ id }) => changeTask(id, { status: "cancelled" })));
  }
});

test("a screen that failed to read again keeps what it shows, says how old that is, and reads when asked", async ({
  page,
}) => {
  const agent = await registerAgent();
  await open(page, "/agents");
  const row = page.getByRole("link", { name: agent });
  await expect(row.first()).toBeVisible();
  await page.route("**/api/agents?*", (route) =>
    route.fulfill({ status: 503, json: { code: "unavailable", detail: "The server rests" } }),
  );
  await registerAgent();
  const notice = page.getByRole("alert").filter({ hasText: "The list of agents may be old" });
  await expect(notice).toContainText("The server rests");
  await expect(row.first()).toBeVisible();
  await page.unroute("**/api/agents?*");
  await notice.getByRole("button", { name: "Try again" }).click();
  await expect(notice).toHaveCount(0);
});
