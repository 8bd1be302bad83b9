import type { QueryClient, QueryKey } from "@tanstack/react-query";

/** With more in the first page the history begins anew with the newest; the rest is a page further again. */
const MOST_IN_FIRST_PAGE = 500;
const KEPT_IN_FIRST_PAGE = 50;

interface HistoryContext {
  client: QueryClient;
  queryKey: QueryKey;
  pageParam: number | null;
}

interface History<Page> {
  pages: Page[];
  pageParams: (number | null)[];
}

/** Reads one page of a history, newest first: the items before an id, or the newest for null. */
type ReadPage<Page> = (before: number | null) => Promise<Page>;

/** How a history is paged. */
export interface PageItems<Page, Item> {
  of(page: Page): readonly Item[];
  /** The page with these items, and the next page before the same id as ever, or before the given one. */
  with(page: Page, items: Item[], nextBefore?: number): Page;
}

/**
 * Reads a page of a history, which only grows at its newest end. When the whole history is read again, one request is made, for
 * what is new: it goes in front of the first page, and the pages behind it stay as they are.
 */
export async function readHistoryPage<Page, Item extends { id: number }>(
  { client, queryKey, pageParam }: HistoryContext,
  read: ReadPage<Page>,
  items: PageItems<Page, Item>,
): Promise<Page> {
  const known = () => client.getQueryData<History<Page>>(queryKey);
  if (pageParam !== null) {
    const at = known()?.pageParams.indexOf(pageParam) ?? -1;
    return known()?.pages[at] ?? (await read(pageParam));
  }
  const fresh = await read(null);
  // As it is now: an event may have brought something newer while the answer was under way.
  const first = known()?.pages[0];
  return first ? withNewItems(first, fresh, items) : fresh;
}

function withNewItems<Page, Item extends { id: number }>(
  before: Page,
  fresh: Page,
  items: PageItems<Page, Item>,
): Page {
  const read = items.of(fresh);
  const [first, last] = [read[0]?.id ?? 0, read.at(-1)?.id ?? Number.POSITIVE_INFINITY];
  const known = items.of(before);
  const newer = known.filter(({ id }) => id > first);
  const older = known.filter(({ id }) => id < last);
  const isConnected = known.some(({ id }) => id >= last);
  const all = [...newer, ...read, ...older];
  return isConnected && all.length <= MOST_IN_FIRST_PAGE ? items.with(before, all) : fresh;
}

/** Puts something that just happened in front of a history that is loaded, which never grows without bound by that. */
export function putFirst<Page, Item extends { id: number }>(
  history: History<Page> | undefined,
  item: Item,
  items: PageItems<Page, Item>,
): History<Page> | undefined {
  const [first, ...pages] = history?.pages ?? [];
  if (!history || !first) return history;
  const shown = items.of(first);
  if ((shown[0]?.id ?? 0) >= item.id) return history;
  if (shown.length >= MOST_IN_FIRST_PAGE) {
    const kept = [item, ...shown.slice(0, KEPT_IN_FIRST_PAGE - 1)];
    const page = items.with(first, kept, kept.at(-1)?.id);
    return { pages: [page], pageParams: [null] };
  }
  return { ...history, pages: [items.with(first, [item, ...shown]), ...pages] };
}

/** Replaces an item of a loaded history by what it has become, on whatever page it is. */
export function replaceItem<Page, Item extends { id: number }>(
  history: History<Page> | undefined,
  id: number,
  become: (item: Item) => Item,
  items: PageItems<Page, Item>,
): History<Page> | undefined {
  if (!history) return history;
  const at = history.pages.findIndex((page) => items.of(page).some((item) => item.id === id));
  if (at === -1) return history;
  const pages = history.pages.map((page, index) =>
    index === at
      ? items.with(
          page,
          items.of(page).map((item) => (item.id === id ? become(item) : item)),
        )
      : page,
  );
  return { ...history, pages };
}
