import { QueryObserver } from "@tanstack/react-query";
import { expect, test, vi } from "vitest";
import { createQueryClient } from "./query-client";

function agents() {
  const client = createQueryClient();
  const read = vi.fn(async () => ["iris"]);
  const show = (enabled = true) =>
    new QueryObserver(client, { queryKey: ["agents"], queryFn: read, enabled }).subscribe(() => {});
  const query = () => client.getQueryCache().find({ queryKey: ["agents"] });
  return { client, read, show, query };
}

test("what appears beside others that show a stale query waits for its turn with them", async () => {
  const { read, show, query } = agents();
  show();
  await vi.waitFor(() => expect(query()?.state.status).toBe("success"));
  query()?.invalidate();
  show();
  expect(query()?.state.fetchStatus).toBe("idle");
  expect(read).toHaveBeenCalledTimes(1);
});

test("a stale query is read when it is shown after a while in which nobody showed it", async () => {
  const { read, show, query } = agents();
  const hide = show();
  await vi.waitFor(() => expect(query()?.state.status).toBe("success"));
  hide();
  show(false);
  query()?.invalidate();
  show();
  expect(query()?.state.fetchStatus).toBe("fetching");
  expect(read).toHaveBeenCalledTimes(2);
});
