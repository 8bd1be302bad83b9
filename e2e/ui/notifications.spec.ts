import type { CDPSession, Page } from "playwright/test";
import { startPushService } from "../../lib/testing/push-service";
import { open } from "./screen";
import { expect, test } from "./signed-in";

/**
 * The browser without its push service, which is on the internet: it subscribes at the one of the test. Chromium's headless shell refuses
 * notifications whatever is granted, so the page is told that it may.
 */
async function subscribesAt(page: Page, subscription: object): Promise<void> {
  await page.addInitScript((given) => {
    Object.defineProperty(Notification, "permission", { value: "granted" });
    Notification.requestPermission = async () => "granted";
    let current: PushSubscription | null = null;
    const made = {
      ...given,
      options: { applicationServerKey: null },
      toJSON: () => ({ ...given, expirationTime: null }),
      unsubscribe: async () => {
        current = null;
        return true;
      },
    };
    PushManager.prototype.subscribe = async () => {
      current = made as unknown as PushSubscription;
      return current;
    };
    PushManager.prototype.getSubscription = async () => current;
  }, subscription);
}

/** Hands the service worker a push as the browser's push service would. */
async function delivers(page: Page, cdp: CDPSession): Promise<(text: string) => Promise<void>> {
  const registrations = new Promise<string>((resolve) => {
    cdp.on("ServiceWorker.workerRegistrationUpdated", ({ registrations: [first] }) => {
      if (first) resolve(first.registrationId);
    });
  });
  await cdp.send("ServiceWorker.enable");
  const registrationId = await registrations;
  const { origin } = new URL(page.url());
  return async (data) => {
    await cdp.send("ServiceWorker.deliverPushMessage", { origin, registrationId, data });
  };
}

/** Whether the browser is one that can show a notification at all. */
const showsNotifications = (page: Page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    return registration.showNotification("try", { tag: "try" }).then(
      async () => {
        for (const one of await registration.getNotifications()) one.close();
        return true;
      },
      () => false,
    );
  });

const shown = (page: Page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    return (await registration.getNotifications()).map(({ title }) => title);
  });

test("a browser that is turned on shows what Baton sends to its push service", async ({
  page,
  context,
}) => {
  let publicKey = "";
  const service = await startPushService(() => publicKey);
  const browser = service.subscribe();
  await context.grantPermissions(["notifications"]);
  await subscribesAt(page, { endpoint: browser.endpoint, keys: browser.keys });
  await open(page, "/notifications?tab=channels");
  publicKey = (await (await page.request.get("/api/notification-push")).json()).public_key;

  await page.getByRole("button", { name: "Turn on", exact: true }).click();
  await expect(page.getByText("This browser", { exact: true })).toBeVisible();
  const test = page.getByRole("button", { name: /^Test / });
  await test.click();
  await expect(page.getByText(/^It was taken in \d+ ms/)).toBeVisible();
  expect(browser.received).toHaveLength(1);

  const { text } = browser.received[0] ?? { text: "" };
  const message = JSON.parse(text);
  expect(message).toMatchObject({ kind: "card", title: "A test from Baton" });
  if (await showsNotifications(page)) {
    const deliver = await delivers(page, await context.newCDPSession(page));
    await deliver(text);
    await expect.poll(() => shown(page)).toEqual([message.title]);
    await deliver(JSON.stringify({ ...message, kind: "closed", title: "Answered" }));
    await expect.poll(() => shown(page)).toEqual([]);
  }

  await page.getByRole("button", { name: /^Actions for / }).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await page.getByRole("button", { name: "Remove channel" }).click();
  await expect(page.getByRole("button", { name: "Turn on", exact: true })).toBeEnabled();
  service.close();
});
