/**
 * Baton's service worker: shows what the server pushes to this browser, and leads to it. It has no fetch handler, so pages,
 * the API and the event stream load as they do without it, and it caches nothing. lib/notifications/push/message.ts
 * describes the messages.
 */
const HOME = "/notifications";
/** What is said when a message cannot be read: browsers demand that every push shows something. */
const UNREADABLE = {
  kind: "card",
  tag: "baton",
  title: "Baton",
  body: "Something is new.",
  href: HOME,
};
/** Long enough for a browser to count the notification as shown. */
const CLOSE_AFTER_MS = 1_000;
/** Safari ends a subscription whose pushes show nothing; the others allow a few. */
const MUST_SHOW =
  /Safari\//.test(navigator.userAgent) && !/Chrom|Edg|Firefox/.test(navigator.userAgent);

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("push", (event) => {
  const message = messageOf(event.data);
  event.waitUntil(message.kind === "closed" ? close(message) : show(message));
});

self.addEventListener("notificationclick", (event) => {
  const { notification, action } = event;
  const { href, links } = notification.data ?? {};
  notification.close();
  event.waitUntil(open(links?.[action] ?? href ?? HOME));
});

function messageOf(data) {
  try {
    return { ...UNREADABLE, ...data.json() };
  } catch {
    return UNREADABLE;
  }
}

const ACTIONS = [
  ["approve", "Approve"],
  ["reject", "Reject"],
];

/** Takes the place of an earlier notification with the same tag. */
function show({ tag, title, body, href, at, alert = true, links = {} }) {
  const actions = ACTIONS.filter(([action]) => links[action]);
  return self.registration.showNotification(title, {
    body,
    tag,
    renotify: alert,
    silent: !alert,
    icon: "/icon-192.png",
    timestamp: at ? at * 1_000 : Date.now(),
    data: { href, links },
    actions: actions.map(([action, label]) => ({ action, title: label })),
  });
}

/** Says in place of a notification what became of it, and takes it away a moment later. */
async function close(message) {
  const shown = await self.registration.getNotifications({ tag: message.tag });
  if (shown.length === 0 && !MUST_SHOW) return;
  await show({ ...message, alert: false, links: {} });
  // Not waited for: a browser that ends the worker first leaves the words, which are true.
  setTimeout(async () => {
    const left = await self.registration.getNotifications({ tag: message.tag });
    for (const notification of left) notification.close();
  }, CLOSE_AFTER_MS);
}

/** Shows a tab that is there already, or opens one; never takes a tab away from what somebody does in it. */
async function open(href) {
  const asked = new URL(href, self.location.origin);
  const place = asked.origin === self.location.origin ? asked : new URL(HOME, self.location.origin);
  const tabs = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const there = tabs.find(({ url }) => new URL(url).pathname === place.pathname);
  if (there) await there.focus();
  else await self.clients.openWindow(place.href);
}
