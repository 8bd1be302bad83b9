import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { expect, test, vi } from "vitest";
import { patchData } from "./patch-data";

const key = ["counts", "inbox"];

test("a patch leaves a query stale that was to be read again", () => {
  const client = new QueryClient();
  client.setQueryData(key, 4);
  void client.invalidateQueries({ queryKey: key, refetchType: "none" });
  patchData<number>(client, key, (count) => count + 1);
  expect(client.getQueryData(key)).toBe(5);
  expect(client.getQueryState(key)?.isInvalidated).toBe(true);
});

test("a patch does not hide that the last reading failed, nor make old data look read", async () => {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  client.setQueryData(key, 4, { updatedAt: 1_000 });
  await client
    .fetchQuery({ queryKey: key, queryFn: () => Promise.reject(new Error("The server rests")) })
    .catch(() => {});
  patchData<number>(client, key, (count) => count + 1);
  const state = client.getQueryState(key);
  expect(state).toMatchObject({ data: 5, status: "error", dataUpdatedAt: 1_000 });
  expect(state?.error?.message).toBe("The server rests");
});

test("a patch that changes nothing tells nobody", () => {
  const client = new QueryClient();
  client.setQueryData(key, 4);
  const told = vi.fn();
  new QueryObserver(client, { queryKey: key, staleTime: Number.POSITIVE_INFINITY }).subscribe(told);
  patchData<number>(client, key, (count) => count);
  expect(told).not.toHaveBeenCalled();
});

test("a patch reaches the screen", () => {
  const client = new QueryClient();
  client.setQueryData(key, 4);
  const shown = new QueryObserver<number>(client, {
    queryKey: key,
    staleTime: Number.POSITIVE_INFINITY,
  });
  shown.subscribe(() => {});
  patchData<number>(client, key, (count) => count + 1);
  expect(shown.getCurrentResult().data).toBe(5);
});
