import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { VirtualList, type VirtualListProps } from "./virtual-list";

type Item = { id: number; isHead?: boolean };

const tasks = (count: number): Item[] => Array.from({ length: count }, (_, id) => ({ id }));

function markup(items: Item[], more: Partial<VirtualListProps<Item>> = {}): string {
  return renderToStaticMarkup(
    <VirtualList
      label="Tasks"
      items={items}
      keyOf={({ id }) => id}
      estimate={() => 40}
      counts={({ isHead }) => !isHead}
      {...more}
    >
      {({ id }, isStop) => (
        <button type="button" data-stop="" tabIndex={isStop ? 0 : -1}>
          {id}
        </button>
      )}
    </VirtualList>,
  );
}

const count = (text: string, part: string) => text.split(part).length - 1;

test("a long list renders what is in view and says how much there is", () => {
  const html = markup(tasks(5_000));
  expect(count(html, "<li")).toBeLessThan(60);
  expect(html).toContain('aria-setsize="5000" aria-posinset="1"');
  expect(html).toContain('aria-posinset="7"');
});

test("headings do not count among the items", () => {
  const html = markup([{ id: -1, isHead: true }, ...tasks(2)]);
  expect(count(html, "<li")).toBe(3);
  expect(count(html, 'aria-setsize="2"')).toBe(2);
  expect(html).toContain('aria-posinset="1"');
  expect(html).not.toContain('aria-posinset="3"');
});

test("a list that goes on says its whole size, or that it is not known", () => {
  const more = { hasMore: true, isLoading: false, load: () => {}, what: "tasks" };
  expect(markup(tasks(3), { more, total: 90 })).toContain('aria-setsize="90"');
  expect(markup(tasks(3), { more })).toContain('aria-setsize="-1"');
});

test("a list is one stop of the Tab key", () => {
  expect(count(markup(tasks(20)), 'tabindex="0"')).toBe(1);
});

test("a page that failed is asked for again by hand", () => {
  const more = { hasMore: true, isLoading: false, failed: true, load: () => {}, what: "verdicts" };
  const html = markup(tasks(3), { more });
  expect(html).toContain("The next verdicts did not load.");
  expect(html).toContain("Try again");
});
