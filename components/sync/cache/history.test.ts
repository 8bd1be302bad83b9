import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { type PageItems, putFirst, readHistoryPage, replaceItem } from "./history";

interface Page {
  runs: { id: number; outcome?: string }[];
  next_before: number | null;
}

const items: PageItems<Page, Page["runs"][number]> = {
  of: (page) => page.runs,
  with: (page, runs, next_before) => ({ runs, next_before: next_before ?? page.next_before }),
};
const queryKey = ["agent-runs", "iris"];
const ids = (from: number, to: number) =>
  Array.from({ length: from - to + 1 }, (_, index) => ({ id: from - index }));
const loaded = () => ({
  pages: [
    { runs: ids(100, 51), next_before: 51 },
    { runs: ids(50, 1), next_before: null },
  ],
  pageParams: [null, 51],
});

async function readAgain(client: QueryClient, newest: number) {
  const asked: (number | null)[] = [];
  const read = async (before: number | null): Promise<Page> => {
    asked.push(before);
    const from = before === null ? newest : before - 1;
    return { runs: ids(from, from - 49), next_before: from - 49 };
  };
  const first = await readHistoryPage({ client, queryKey, pageParam: null }, read, items);
  const second = await readHistoryPage({ client, queryKey, pageParam: 51 }, read, items);
  return { asked, pages: [first, second] };
}

test("a history is read again with one request, whatever was loaded of it, and keeps all of that", async () => {
  const client = new QueryClient();
  client.setQueryData(queryKey, loaded());
  const { asked, pages } = await readAgain(client, 110);
  expect(asked).toEqual([null]);
  expect(pages.flatMap(({ runs }) => runs.map(({ id }) => id))).toEqual(
    ids(110, 1).map(({ id }) => id),
  );
  expect(pages[0]?.next_before).toBe(51);
});

test("a history that missed more than a page begins anew with what is newest", async () => {
  const client = new QueryClient();
  client.setQueryData(queryKey, loaded());
  const { pages } = await readAgain(client, 900);
  expect(pages[0]?.runs.at(-1)?.id).toBe(851);
  expect(pages[0]?.next_before).toBe(851);
});

test("what an event brought while the answer was under way stays", async () => {
  const client = new QueryClient();
  client.setQueryData(queryKey, loaded());
  const read = async (): Promise<Page> => {
    client.setQueryData<ReturnType<typeof loaded>>(
      queryKey,
      (history) => putFirst(history, { id: 101 }, items) as ReturnType<typeof loaded>,
    );
    return { runs: ids(100, 51), next_before: 51 };
  };
  const page = await readHistoryPage({ client, queryKey, pageParam: null }, read, items);
  expect(page.runs.slice(0, 2)).toEqual([{ id: 101 }, { id: 100 }]);
});

test("a history that only events add to never grows without bound, and what is cut off is a page further", () => {
  let history: { pages: Page[]; pageParams: (number | null)[] } | undefined = loaded();
  for (let id = 101; id <= 2_000; id++) history = putFirst(history, { id }, items);
  const shown = history?.pages.flatMap(({ runs }) => runs) ?? [];
  expect(shown.length).toBeLessThanOrEqual(550);
  expect(shown[0]?.id).toBe(2_000);
  expect(history?.pages.at(-1)?.next_before).toBe(shown.at(-1)?.id);
});

test("an item that changed is replaced on whatever page it is", () => {
  const history = replaceItem(loaded(), 7, (run) => ({ ...run, outcome: "failed" }), items);
  expect(history?.pages[1]?.runs.find(({ id }) => id === 7)).toEqual({ id: 7, outcome: "failed" });
});
