import { expect, type Page } from "playwright/test";

export interface Person {
  name: string;
  username: string;
  password: string;
}

export const ADMIN: Person = {
  name: "Ada Byron",
  username: "ada",
  password: "correct horse battery",
};

/** Follows the printed link, and fills in what it asks for. */
export async function createFirstAdmin(page: Page, setupUrl: string, admin = ADMIN): Promise<void> {
  await page.goto(setupUrl);
  await page.getByLabel("Your name").fill(admin.name);
  await page.getByLabel("Username").fill(admin.username);
  await page.getByLabel("Password", { exact: true }).fill(admin.password);
  await page.getByRole("button", { name: "Create admin and sign in" }).click();
}

/** Fills in the sign-in page that is open, and sends it. */
export async function fillSignIn(page: Page, { username, password }: Person): Promise<void> {
  await page.getByLabel("Username").fill(username);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

export async function signIn(page: Page, person = ADMIN): Promise<void> {
  await page.goto("/sign-in");
  await fillSignIn(page, person);
  await expect(page).toHaveURL(/\/inbox$/);
}
