import { afterEach, expect, it, vi } from "vitest";
import type { Baton } from "@/client/client";
import { Feed } from "./feed";
import { emptyModel } from "./model";

const task = (status: string) => ({
  id: 1,
  ticket_ref: "TASK-001",
  title: "Title",
  status,
  priority: "medium",
  assigned_to: null,
  review_cycles: 0,
  status_changed_at: 1,
});

/** A Baton whose lists are answered when the test says so, and whose stream says what the test writes. */
function standIn() {
  const reads: ((tasks: object[]) => void)[] = [];
  let onRead = () => {};
  let say: (type: string, data: object) => void = () => undefined;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      say = (type, data) =>
        controller.enqueue(
          new TextEncoder().encode(`data: ${JSON.stringify({ type, data, timestamp: 1 })}\n\n`),
        );
    },
  });
  const call = async (id: string, { query = {} }: { query?: { status?: string } }) => {
    if (id === "agents.list") return { agents: [] };
    if (id === "workload.read") return { queue: { by_status: {} } };
    if (!query.status?.includes("review")) return { tasks: [] };
    const tasks = await new Promise<object[]>((resolve) => {
      reads.push(resolve);
      onRead();
    });
    return { tasks };
  };
  return {
    baton: { call, open: async () => body, connection: { url: "" } } as unknown as Baton,
    say: (type: string, data: object = {}) => say(type, data),
    /** Resolves with how to answer the reading that begins next, or has begun. */
    async read() {
      while (reads.length === 0) await new Promise<void>((resolve) => (onRead = resolve));
      return reads.shift() as (tasks: object[]) => void;
    },
  };
}

afterEach(() => vi.useRealTimers());

it("keeps what it heard while it read the lists, and reads them again for it, however long they take", async () => {
  vi.useFakeTimers();
  const { baton, say, read } = standIn();
  const model = emptyModel();
  const end = new AbortController();
  const changed = vi.fn();
  const feed = new Feed(model, { baton, projectId: undefined, signal: end.signal, changed });
  const following = feed.follow();
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
  say("connected");
  await pass(2_000);
  const first = await read();
  say("task.status_changed", task("review"));
  await pass(0);
  // The lists as they were before that.
  first([]);
  await pass(2_000);
  expect(model.tasks.get(1)).toMatchObject({ status: "review" });
  const second = await read();
  say("task.updated", task("review"));
  await pass(10_000);
  second([task("review")]);
  await pass(2_000);
  const third = await read();
  third([{ ...task("review"), title: "As it is now" }]);
  await pass(0);
  expect(model.tasks.get(1)).toMatchObject({ title: "As it is now" });
  end.abort();
  await pass(0);
  await following;
});
