"use client";

import dynamic from "next/dynamic";
import { useMemo, useState } from "react";
import { type Command, useCommands } from "@/components/shell/keys/command-registry";
import { asOneOf, asText, orElse } from "@/components/sync/address/parsers";
import { useAddress } from "@/components/sync/address/use-address";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { ReadOnlyBadge, useViewer } from "@/components/sync/viewer";
import { Segmented, SegmentedItem } from "@/components/ui/controls/segmented";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/controls/tabs";
import { Keys } from "@/components/ui/display/keys";
import { StatusIcon } from "@/components/ui/display/status-icon";
import { announce } from "@/components/ui/feedback/announcements";
import { useWide } from "@/components/ui/use-wide";
import type { ContestWire } from "@/lib/turns/shapes";
import { ContestHead, ContestJudge, ContestOutcome, ContestTask } from "./contest-head";
import { agentOf, isPickable } from "./contest-words";
import { EntryColumn } from "./entry-column";
import { PARTS, type Part } from "./entry-part";
import { type Entry, useContest } from "./use-contest";

const PickDialog = dynamic(() => import("./pick-dialog").then((room) => room.PickDialog), {
  loading: () => null,
});

const ADDRESS = { show: orElse(asOneOf(PARTS), "result"), entry: asText };
const LABEL: Record<Part, string> = {
  result: "Result",
  change: "Change",
  checks: "Checks",
  log: "Log",
};

/** The work of several agents on the same task: side by side where there is room, else one at a time. */
export function ContestScreen({ first }: { first: ContestWire }) {
  const reading = useContest(first);
  const { group, entries, picked } = reading.data;
  const { canWrite } = useViewer();
  const isWide = useWide();
  const [{ show, entry: wanted }, setAddress] = useAddress(ADDRESS);
  const [picking, setPicking] = useState<Entry | null>(null);
  const entryOf = (ref: string | null) => entries.find(({ task }) => task.ticket_ref === ref);
  const current = entryOf(wanted) ?? entryOf(picked) ?? entries[0];
  const mayPick = canWrite && picked === null;

  const commands = useMemo<Command[]>(() => {
    const step = (by: number) => () => {
      const at = entries.findIndex(({ task }) => task.id === current?.task.id);
      const next = entries[Math.min(Math.max(at + by, 0), entries.length - 1)];
      if (!next) return;
      setAddress({ entry: next.task.ticket_ref });
      announce(`Work of ${agentOf(next)}`);
      columnOf(next)?.scrollIntoView({ block: "nearest", inline: "nearest" });
    };
    const among = { group: "Compare", inPalette: false, repeats: true };
    return [
      { id: "contest.next", label: "Next entry", keys: ["j", "l"], ...among, run: step(1) },
      {
        id: "contest.previous",
        label: "Previous entry",
        keys: ["k", "h"],
        ...among,
        run: step(-1),
      },
      ...PARTS.map((part, at) => ({
        id: `contest.${part}`,
        label: `${LABEL[part]} of all entries`,
        group: "Compare",
        keys: String(at + 1),
        run: () => setAddress({ show: part }),
      })),
      {
        id: "contest.pick",
        label: current ? `Pick the work of ${agentOf(current)}` : "Pick",
        group: "Compare",
        keys: "p",
        enabled: mayPick && current !== undefined && isPickable(current),
        run: () => setPicking(current ?? null),
      },
    ];
  }, [entries, current, mayPick, setAddress]);
  useCommands(commands);

  const column = (entry: Entry) => (
    <EntryColumn
      key={entry.task.id}
      entry={entry}
      part={show}
      isPicked={entry.task.ticket_ref === picked}
      isCurrent={isWide && picked === null && entry.task.id === current?.task.id}
      onPick={mayPick ? setPicking : undefined}
      onCurrent={() => setAddress({ entry: entry.task.ticket_ref })}
    />
  );
  return (
    <article
      aria-label={`Compare ${group.ticket_ref}`}
      className="flex min-h-0 min-w-0 flex-1 flex-col lg:h-full"
    >
      <ContestHead contest={reading.data} badge={<ReadOnlyBadge />} />
      <ReadingProblem reading={reading} what="The comparison" />
      <div className="flex flex-col gap-3 px-4 pt-3 empty:hidden">
        <ContestOutcome contest={reading.data} />
        <ContestTask contest={reading.data} />
      </div>
      <div className="flex flex-wrap items-center gap-3 px-4 py-3">
        <Segmented
          label="Shown of each"
          value={show}
          onValueChange={(part) => setAddress({ show: part })}
          className="max-sm:w-full"
        >
          {PARTS.map((part) => (
            <SegmentedItem key={part} value={part}>
              {LABEL[part]}
            </SegmentedItem>
          ))}
        </Segmented>
        <ContestJudge contest={reading.data} />
        <span className="ml-auto flex items-center gap-x-3 text-ink-3 text-xs max-lg:hidden pointer-coarse:hidden">
          <span>
            <Keys keys="j" /> <Keys keys="k" /> entries
          </span>
          {mayPick ? (
            <span>
              <Keys keys="p" /> pick
            </span>
          ) : null}
        </span>
      </div>
      {isWide ? (
        <div className="grid min-h-0 flex-1 grid-flow-col auto-cols-[minmax(22rem,1fr)] gap-3 overflow-x-auto px-4 pt-px pb-4">
          {entries.map(column)}
        </div>
      ) : (
        <Tabs
          value={current?.task.ticket_ref ?? ""}
          onValueChange={(ref) => setAddress({ entry: ref })}
          className="flex min-h-0 flex-1 flex-col"
        >
          <TabsList aria-label="Entries">
            {entries.map((entry) => (
              <TabsTrigger key={entry.task.id} value={entry.task.ticket_ref}>
                <StatusIcon status={entry.task.status} />
                {agentOf(entry)}
              </TabsTrigger>
            ))}
          </TabsList>
          {entries.map((entry) => (
            <TabsContent
              key={entry.task.id}
              value={entry.task.ticket_ref}
              tabIndex={-1}
              className="flex flex-col p-4"
            >
              {column(entry)}
            </TabsContent>
          ))}
        </Tabs>
      )}
      {picking ? (
        <PickDialog
          group={group}
          entry={entries.find(({ task }) => task.id === picking.task.id) ?? picking}
          others={entries.filter(({ task }) => task.id !== picking.task.id)}
          onClose={() => setPicking(null)}
        />
      ) : null}
    </article>
  );
}

const columnOf = ({ task }: Entry): Element | null =>
  document.querySelector(`[data-column="${CSS.escape(task.ticket_ref)}"]`);
