import { type BrowserContext, expect, type Page, test } from "playwright/test";
import { withClient } from "../../scripts/postgres/database.mjs";
import { expectAccessible } from "./accessibility";
import { type OwnBaton, startOwnBaton } from "./own-baton";
import { open, ready } from "./screen";
import { ADMIN, createFirstAdmin, fillSignIn, type Person, signIn } from "./sign-in";

const GRACE: Person = { name: "Grace Hopper", username: "grace", password: "nanoseconds 11.8 in" };

let baton: OwnBaton;
let context: BrowserContext;
let page: Page;

test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ browser }) => {
  baton = await startOwnBaton();
  context = await browser.newContext({ baseURL: baton.url });
  page = await context.newPage();
  await createFirstAdmin(page, baton.setupUrl);
  await expect(page).toHaveURL(/\/inbox$/);
  await baton.addPerson(GRACE, "operator");
});

test.afterAll(async () => {
  await context?.close();
  await baton?.stop();
});

/** Lets the proof of every session run out. */
async function forgetProofs(): Promise<void> {
  await withClient(baton.databaseUrl, (client) =>
    client.query("UPDATE sessions SET proven_at = now() - interval '2 days'"),
  );
}

test("an admin gives the password again before setting somebody a new one, who is signed out", async ({
  browser,
}) => {
  const hers = await (await browser.newContext({ baseURL: baton.url })).newPage();
  await signIn(hers, GRACE);
  await forgetProofs();

  await open(page, "/settings?tab=users");
  const actions = page.getByRole("button", { name: "Actions for Grace Hopper" });
  await actions.click();
  await page.getByRole("menuitem", { name: "Set a new password" }).click();
  const dialog = page.getByRole("dialog", { name: "New password for Grace Hopper" });
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(actions).toBeFocused();
  await actions.click();
  await page.getByRole("menuitem", { name: "Set a new password" }).click();
  await dialog.getByLabel("New password").fill("compilers are people too");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Set password" }).click();

  const proof = page.getByRole("dialog", { name: "Confirm that it is you" });
  await proof.getByLabel("Your password").fill("not the password");
  await proof.getByRole("button", { name: "Confirm" }).click();
  await expect(proof.getByText("That is not your password.")).toBeVisible();
  await expectAccessible(page);
  await proof.getByLabel("Your password").fill(ADMIN.password);
  await proof.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByText("Grace Hopper has a new password")).toBeVisible();

  await hers.goto("/inbox");
  await expect(hers).toHaveURL(/\/sign-in/);
  await fillSignIn(hers, { ...GRACE, password: "compilers are people too" });
  await expect(hers).toHaveURL(/\/inbox$/);
  await hers.context().close();
});

test("a person sees where they are signed in, ends a session, and changes the password", async ({
  browser,
}) => {
  const phone = await (await browser.newContext({ baseURL: baton.url })).newPage();
  await signIn(phone);

  await page.getByRole("button", { name: "Account: Ada Byron" }).click();
  await page.getByRole("menuitem", { name: "Account" }).click();
  const sessions = page.getByRole("list", { name: "Sessions" });
  await expect(sessions.getByRole("listitem")).toHaveCount(2);
  await expect(sessions.getByText("This browser")).toHaveCount(1);
  await sessions.getByRole("button", { name: /^End / }).click();
  await page.getByRole("button", { name: "End session" }).click();
  await expect(sessions.getByRole("listitem")).toHaveCount(1);
  await phone.goto("/inbox");
  await expect(phone).toHaveURL(/\/sign-in/);
  await expect(phone.getByText("Your session has ended.")).toBeVisible();
  await phone.context().close();

  await page.getByLabel("Current password").fill(ADMIN.password);
  await page.getByLabel("New password").fill("Password2024!!");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("Is one of the commonest passwords")).toBeVisible();
  await page.getByLabel("New password").fill("battery staple horse");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("Changed the password.")).toBeVisible();
  await page.reload();
  await ready(page);
});

test("signing out everywhere leads to the sign-in", async () => {
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  await page.goto("/account");
  await expect(page).toHaveURL(/\/sign-in\?next=%2Faccount$/);
});
