import { expect, test } from "playwright/test";
import { clientFor, sharedClient, type Task, uniqueName } from "./client";

interface Poll {
  task: Task | null;
  reason: string;
  run: { id: number; lease_expires_at: number } | null;
}

test("a poll that waits answers the moment work appears", async () => {
  const api = sharedClient();
  const agent = uniqueName("waiter");
  const waiting = api.call<Poll>("GET", `/api/tasks/queue?agent=${agent}&wait=20`);
  const settled = await Promise.race([
    waiting.then(() => "answered"),
    new Promise((r) => setTimeout(r, 700, "waits")),
  ]);
  // Other tests' pool tasks may be taken first; either way the poll must come back with a task, at once.
  const began = Date.now();
  if (settled === "waits")
    await api.call("POST", "/api/tasks", { title: uniqueName("wake"), assigned_to: agent });
  const { body } = await waiting;
  expect(body.reason).toBe("assigned");
  if (settled === "waits") expect(Date.now() - began).toBeLessThan(5_000);
});

test("an agent's own key polls, reports and comments for itself, and for nobody else", async () => {
  const admin = sharedClient();
  const name = uniqueName("self");
  await admin.call("POST", "/api/agents/register", { name, role: "coder" });
  const made = await admin.call<{ api_key: string }>("POST", `/api/agents/${name}/keys`, {
    name: "k",
  });
  const agent = clientFor(admin.url, made.body.api_key);
  await admin.call("POST", "/api/tasks", {
    title: uniqueName("own"),
    assigned_to: name,
    priority: "critical",
  });
  const poll = await agent.call<Poll>("GET", "/api/tasks/queue");
  expect(poll.body.reason).toBe("assigned");
  const id = poll.body.task?.id;
  expect(
    (await agent.call("POST", `/api/tasks/${id}/comments`, { content: "On it." })).status,
  ).toBe(201);
  expect((await agent.call("GET", "/api/tasks/queue?agent=somebody-else")).status).toBe(403);
  const done = await agent.call<{ task: Task }>("POST", `/api/tasks/${id}/complete`, {
    run_id: poll.body.run?.id,
    resolution: "Done.",
  });
  expect(done.body.task.status).toBe("review");
  const self = await agent.call<{ code: string }>("POST", "/api/quality-review", {
    taskId: id,
    status: "approved",
    notes: "I am good",
  });
  expect([self.status, self.body.code]).toEqual([403, "forbidden"]);
});

test("the stream replays what was missed, from the last id", async () => {
  const api = sharedClient();
  const title = uniqueName("stream");
  const headers = {
    authorization: `Bearer ${process.env.MC_API_KEY}`,
    accept: "text/event-stream",
  };
  const read = async (
    path: string,
    extra: Record<string, string>,
    until: (text: string) => boolean,
  ) => {
    const abort = new AbortController();
    const response = await fetch(`${api.url}${path}`, {
      headers: { ...headers, ...extra },
      signal: abort.signal,
    });
    expect(response.headers.get("content-type")).toContain("text/event-stream");
    let text = "";
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      text += Buffer.from(chunk).toString();
      if (text.includes('"connected"')) await start();
      if (until(text)) break;
    }
    abort.abort();
    return text;
  };
  let started = false;
  const start = async (): Promise<void> => {
    if (started) return;
    started = true;
    for (let n = 0; n < 3; n++) await api.call("POST", "/api/tasks", { title: `${title} ${n}` });
  };
  const text = await read("/api/events?types=task.created", {}, (t) => t.includes(`${title} 2`));
  const frames = text.split("\n\n").filter((frame) => frame.includes(title));
  expect(frames).toHaveLength(3);
  const firstId = /id: (\d+)/.exec(frames[0] as string)?.[1] as string;
  const again = await read("/api/events?types=task.created", { "last-event-id": firstId }, (t) =>
    t.includes(`${title} 2`),
  );
  expect(again).not.toContain(`${title} 0`);
  expect(again).toContain(`${title} 1`);
});
