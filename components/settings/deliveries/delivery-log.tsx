"use client";

import { ChevronRight, Inbox } from "lucide-react";
import { type ReactNode, useState } from "react";
import { type Reading, ReadingProblem } from "@/components/sync/reading-problem";
import { Segmented, SegmentedItem } from "@/components/ui/controls/segmented";
import { Badge, type BadgeProps } from "@/components/ui/display/badge";
import { CodeBlock } from "@/components/ui/display/code-block";
import { RelativeTime } from "@/components/ui/display/relative-time";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { SkeletonRows } from "@/components/ui/feedback/skeleton";
import { SheetBody } from "@/components/ui/overlays/sheet";

/** Whether a delivery is open to its details. */
export interface Disclosure {
  isOpen: boolean;
  onToggle: () => void;
}

interface DeliveryLogProps<D extends { id: number }, F extends string> {
  reading: Reading;
  /** Undefined until they were read. */
  deliveries: readonly D[] | undefined;
  /** Whether there are more than the newest, which are shown. */
  hasMore: boolean;
  /** The label of each filter. `all` shows everything. */
  filters: Record<F | "all", string>;
  filter: F | "all";
  onFilterChange: (filter: F | "all") => void;
  /** Said where nothing was delivered at all. */
  nothing: string;
  children: (delivery: D, disclosure: Disclosure) => ReactNode;
}

/** What came in or went out, newest first, in a sheet. One delivery at a time is open to its details. */
export function DeliveryLog<D extends { id: number }, F extends string>({
  reading,
  deliveries,
  hasMore,
  filters,
  filter,
  onFilterChange,
  nothing,
  children,
}: DeliveryLogProps<D, F>) {
  const [opened, setOpened] = useState<number | null>(null);
  return (
    <SheetBody className="p-0">
      <div className="border-b px-4 py-2">
        <Segmented label="Which deliveries" value={filter} onValueChange={onFilterChange}>
          {(Object.keys(filters) as (F | "all")[]).map((each) => (
            <SegmentedItem key={each} value={each}>
              {filters[each]}
            </SegmentedItem>
          ))}
        </Segmented>
      </div>
      <ReadingProblem reading={reading} what="The deliveries" />
      {deliveries === undefined ? (
        reading.error ? null : (
          <SkeletonRows count={6} label="Loading the deliveries" />
        )
      ) : deliveries.length === 0 ? (
        <EmptyState
          icon={Inbox}
          title="Nothing here"
          description={filter === "all" ? nothing : "No delivery is like that."}
        />
      ) : (
        <ul aria-label="Deliveries" className="divide-y divide-line border-b">
          {deliveries.map((delivery) => (
            <li key={delivery.id}>
              {children(delivery, {
                isOpen: opened === delivery.id,
                onToggle: () => setOpened(opened === delivery.id ? null : delivery.id),
              })}
            </li>
          ))}
        </ul>
      )}
      {hasMore ? (
        <p className="px-4 py-3 text-ink-3 text-xs">
          These are the newest 100; the API lists the others.
        </p>
      ) : null}
    </SheetBody>
  );
}

export interface DeliveryState {
  label: string;
  tone: BadgeProps["tone"];
}

interface DeliveryItemProps extends Disclosure {
  type: string;
  /** Between the type and the state, in small print. */
  mark: ReactNode;
  state: DeliveryState;
  /** Unix seconds. */
  time: number;
  /** The details, while it is open. */
  children: ReactNode;
}

/** One delivery in a line, which opens to its details. */
export function DeliveryItem({
  isOpen,
  onToggle,
  type,
  mark,
  state: { label, tone },
  time,
  children,
}: DeliveryItemProps) {
  return (
    <>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={onToggle}
        className="flex min-h-11 w-full flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 text-left hover:bg-hover focus-visible:-outline-offset-2"
      >
        <ChevronRight
          aria-hidden
          className={isOpen ? "size-4 shrink-0 rotate-90 text-ink-3" : "size-4 shrink-0 text-ink-3"}
        />
        <span className="min-w-36 flex-1 truncate font-mono text-xs">{type}</span>
        <span className="text-ink-3 text-xs tabular-nums empty:hidden">{mark}</span>
        <Badge tone={tone}>{label}</Badge>
        <span className="w-16 text-right text-ink-3 text-xs">
          <RelativeTime time={time} />
        </span>
      </button>
      {isOpen ? children : null}
    </>
  );
}

interface DeliveryDetailsProps {
  messageId: string;
  /** The button that does it once more. */
  again: ReactNode;
  children: ReactNode;
}

/** What a delivery opens to, under the id of its message. */
export function DeliveryDetails({ messageId, again, children }: DeliveryDetailsProps) {
  return (
    <div className="flex flex-col gap-3 px-4 pb-4 text-xs">
      <div className="flex flex-wrap items-center gap-3">
        <p className="min-w-0 flex-1 break-all font-mono text-ink-3">{messageId}</p>
        {again}
      </div>
      {children}
    </div>
  );
}

/** What was in the message; `gone` says why it is not kept. */
export function DeliveryPayload({ payload, gone }: { payload: unknown; gone: string }) {
  if (payload === null) return <p className="text-ink-3">{gone}</p>;
  return <CodeBlock caption="Payload" code={JSON.stringify(payload, null, 2)} />;
}
