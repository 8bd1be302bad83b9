import { expect, test } from "playwright/test";
import { type OwnBaton, startOwnBaton } from "./own-baton";
import { ready } from "./screen";
import { ADMIN, createFirstAdmin, fillSignIn } from "./sign-in";
import { createTask } from "./work";

// One installation from its first minute on: what a test leaves, the next one finds.
test.describe.configure({ mode: "serial" });

let baton: OwnBaton;
test.beforeAll(async () => {
  baton = await startOwnBaton();
});
test.afterAll(async () => {
  await baton.stop();
});

test("without an admin every page leads to where the link is explained", async ({ page }) => {
  await page.goto(`${baton.url}/board`);
  await expect(page).toHaveURL(`${baton.url}/setup`);
  await expect(page.getByRole("heading", { name: "Open the first-admin link" })).toBeVisible();
  await page.goto(`${baton.url}/setup?token=0123456789abcdef0123456789abcdef`);
  await expect(page.getByText("That link does not belong to this installation.")).toBeVisible();
});

test("the printed link creates the first admin and lands in the inbox", async ({ page }) => {
  await createFirstAdmin(page, baton.setupUrl, { ...ADMIN, username: "a!" });
  await expect(page.getByLabel("Username")).toBeFocused();
  await expect(page).toHaveURL(/\/setup/);

  await createFirstAdmin(page, baton.setupUrl);
  await expect(page).toHaveURL(`${baton.url}/inbox`);
  await ready(page);
  await page.getByRole("button", { name: `Account: ${ADMIN.name}` }).click();
  await expect(page.getByRole("menu").getByText("admin", { exact: true })).toBeVisible();
});

test("the link is dead afterwards", async ({ page }) => {
  await page.goto(baton.setupUrl);
  await expect(page).toHaveURL(`${baton.url}/sign-in`);
  await expect(page.getByLabel("Your name")).toHaveCount(0);
});

test("a wrong password is told, and leaves the username where it was", async ({ page }) => {
  await page.goto(`${baton.url}/sign-in`);
  await fillSignIn(page, { ...ADMIN, password: "wrong password" });
  await expect(page.getByRole("alert").getByText("Wrong username or password.")).toBeVisible();
  await expect(page.getByLabel("Username")).toHaveValue(ADMIN.username);
  await expect(page.getByLabel("Password", { exact: true })).toBeFocused();
  await expect(page.getByLabel("Password", { exact: true })).toHaveValue("");
});

test("guessing is throttled, and the page counts down to the next try", async ({ page }) => {
  await page.goto(`${baton.url}/sign-in`);
  const guess = { ...ADMIN, username: "somebody" };
  const told = page.getByRole("alert");
  for (let wrong = 1; wrong <= 5; wrong++) {
    const answered = page.waitForResponse((response) => response.request().method() === "POST");
    await fillSignIn(page, { ...guess, password: `wrong password ${wrong}` });
    await answered;
    await expect(told.getByText("Wrong username or password.")).toBeVisible();
  }
  await fillSignIn(page, guess);
  await expect(
    told.getByText(/^Too many failed sign-ins: try again in \d+ seconds\.$/),
  ).toBeVisible();
  await expect(page.getByRole("button", { name: /^Try again in \d+ s$/ })).toBeDisabled();
});

test("a page that was asked for is there after the sign-in, with its view", async ({ page }) => {
  await page.goto(`${baton.url}/board?lanes=agent`);
  await expect(page).toHaveURL(
    `${baton.url}/sign-in?next=${encodeURIComponent("/board?lanes=agent")}`,
  );
  await fillSignIn(page, ADMIN);
  await expect(page).toHaveURL(`${baton.url}/board?lanes=agent`);
});

test("a link to a task leads through the sign-in to the task", async ({ page }) => {
  const task = await createTask({}, baton.api);
  await page.goto(`${baton.url}/tasks/${task.ticket_ref}`);
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await fillSignIn(page, ADMIN);
  await expect(page).toHaveURL(`${baton.url}/tasks/${task.ticket_ref}`);
  await expect(page.getByRole("heading", { level: 1, name: task.title })).toBeVisible();
});

test("nobody is led to another site after the sign-in", async ({ page }) => {
  await page.goto(`${baton.url}/sign-in?next=//example.com/inbox`);
  await fillSignIn(page, ADMIN);
  await expect(page).toHaveURL(`${baton.url}/inbox`);
});

test("signing out ends the session: a copy of its cookie is worth nothing", async ({
  page,
  browser,
}) => {
  await page.goto(`${baton.url}/sign-in`);
  await fillSignIn(page, ADMIN);
  await expect(page).toHaveURL(`${baton.url}/inbox`);
  await ready(page);
  const copy = await page.context().storageState();
  const thief = await browser.newContext({ storageState: copy });
  expect((await thief.request.get(`${baton.url}/api/tasks`)).status()).toBe(200);

  await page.getByRole("button", { name: `Account: ${ADMIN.name}` }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(`${baton.url}/sign-in`);

  expect((await thief.request.get(`${baton.url}/api/tasks`)).status()).toBe(401);
  const stolen = await thief.newPage();
  await stolen.goto(`${baton.url}/inbox`);
  await expect(stolen).toHaveURL(/\/sign-in/);
  await thief.close();
});
