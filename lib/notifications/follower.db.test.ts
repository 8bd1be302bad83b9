import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type Context, createContext } from "@/lib/core/context";
import type { JobProcess } from "@/lib/core/jobs";
import { seal } from "@/lib/core/seal";
import { EventHub } from "@/lib/events/hub";
import { startChatServer } from "@/lib/testing/chat-server";
import { givenTask, keyActor } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { createSend } from "@/lib/webhooks/send";
import { notificationReceivers } from "./channels/http";
import { NotificationFollower } from "./follower";
import { deliverNotificationsJob } from "./jobs";

/** Two processes that follow the same events, and the job that one of them runs. */
let test: TestDatabase;
let ctx: Context;
let hubs: EventHub[];
let followers: NotificationFollower[];
let chat: Awaited<ReturnType<typeof startChatServer>>;

beforeAll(async () => {
  vi.stubEnv("BATON_SECRET", "a secret of this test");
  test = await createTestDatabase();
  chat = await startChatServer();
  vi.stubEnv("BATON_NOTIFICATION_RECEIVERS", chat.listed);
  ctx = createContext(keyActor(), test.db);
  hubs = [new EventHub(test.db, test.url), new EventHub(test.db, test.url)];
  followers = hubs.map((hub) => new NotificationFollower(test.db, () => hub));
  for (const hub of hubs) hub.start();
  for (const follower of followers) await follower.tend();
});
afterAll(async () => {
  for (const follower of followers) await follower.stop();
  for (const hub of hubs) await hub.stop();
  chat.close();
  vi.unstubAllEnvs();
  await test.drop();
});

it("writes a card once after a commit, queues its message, and the job sends it", async () => {
  const named = { username: "ada", displayName: "Ada", role: "operator" } as const;
  const { id: userId } = await test.db.user.create({ data: named });
  const settings = seal("notification-channel", JSON.stringify({ url: chat.slackUrl }));
  const { id } = await test.db.notificationChannel.create({
    data: {
      userId,
      kind: "slack",
      name: "Team",
      sealed: settings,
      fingerprint: "of a test",
      confirmedAt: new Date(0),
    },
  });
  await test.db.notificationRule.create({
    data: { userId, position: 0, rule: { ...AT_ONCE } },
  });
  const told = await screensTold();
  const task = await givenTask(ctx, { title: "Work", status: "failed", error_message: "No." });
  await told.wait;
  expect(await test.db.notificationCard.findMany()).toMatchObject([
    { subject: `task:${task.id}`, kind: "failed", version: 1, isOpen: true },
  ]);
  const jobs = await test.db.$queryRaw<{ payload: object; due: boolean }[]>`
    SELECT p.payload, j.run_at <= now() AS due FROM graphile_worker.jobs j
      JOIN graphile_worker._private_jobs p ON p.id = j.id WHERE j.key = ${`notifications:${id}`}`;
  expect(jobs).toEqual([{ payload: { channel: id }, due: true }]);
  const sent = await deliverNotificationsJob.perform(ctx, { channel: id }, inProcess);
  expect(sent).toEqual({ sent: 1, failed: 0, edited: 0 });
  expect(chat.slack[0]).toContain(`*${task.ticket_ref} failed: Work*`);
});

const AT_ONCE = {
  name: "At once",
  enabled: true,
  match: {},
  channel_ids: null,
  pace: "now",
  group_minutes: 1,
  digest_at: null,
  digest_weekday: null,
  through_quiet: false,
};

/** Resolves once both processes have heard that cards changed. */
async function screensTold(): Promise<{ wait: Promise<unknown> }> {
  const heard = hubs.map((hub) => {
    let tell: () => void = () => undefined;
    const promise = new Promise<void>((resolve) => {
      tell = resolve;
    });
    return {
      promise,
      subscription: hub.subscribe(
        () => undefined,
        ({ type }) => {
          if (type === "notification.changed") tell();
        },
      ),
    };
  });
  const subscriptions = await Promise.all(heard.map(({ subscription }) => subscription));
  const wait = Promise.all(heard.map(({ promise }) => promise)).then(() => {
    for (const { unsubscribe } of subscriptions) unsubscribe();
  });
  return { wait };
}

const transport = createSend({ receivers: notificationReceivers });
const inProcess: JobProcess = {
  signal: new AbortController().signal,
  part: <T>() => transport as T,
};
