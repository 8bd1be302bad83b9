"use client";

import { OpenBesideLink } from "@/components/ui/list/open-beside-link";
import { VirtualList } from "@/components/ui/list/virtual-list";
import { Specimen } from "./specimen";

const ITEMS = Array.from({ length: 5_000 }, (_, index) => index + 1);
const nothing = () => {};

/** Long lists: one that is whole, one that loads more, one whose next page failed. */
export function Lists() {
  return (
    <>
      <Specimen title="VirtualList of 5,000, one stop of the Tab key">
        <Rows items={ITEMS} />
      </Specimen>
      <Specimen title="VirtualList whose next page loads, and whose next page failed">
        <Rows
          items={ITEMS.slice(0, 3)}
          more={{ hasMore: true, isLoading: true, load: nothing, what: "rows" }}
        />
        <Rows
          items={ITEMS.slice(0, 3)}
          more={{ hasMore: true, isLoading: false, failed: true, load: nothing, what: "rows" }}
        />
      </Specimen>
    </>
  );
}

type RowsProps = Pick<Parameters<typeof VirtualList<number>>[0], "items" | "more">;

function Rows({ items, more }: RowsProps) {
  return (
    <VirtualList
      label="Rows"
      items={items}
      keyOf={(item) => item}
      estimate={() => 32}
      more={more}
      className="h-40 w-full rounded-md border"
      itemClassName="border-b"
    >
      {(item, isStop) => (
        <OpenBesideLink
          href="#main"
          data-stop=""
          tabIndex={isStop ? 0 : -1}
          onOpen={nothing}
          className="block px-3 py-1.5 text-sm hover:bg-hover focus-visible:-outline-offset-2"
        >
          Row {item}
        </OpenBesideLink>
      )}
    </VirtualList>
  );
}
