"use client";

import { useCallback, useLayoutEffect, useRef, useState } from "react";
import { useAddress } from "@/components/sync/address/use-address";
import type { VirtualListHandle } from "@/components/ui/list/virtual-list";
import type { TaskWire } from "@/lib/tasks/shapes";
import type { GroupId } from "./groups";
import { type InboxView, inboxParsers } from "./inbox-view";
import { type Row, rowsOfAll, rowsOfOne } from "./rows";
import { useSelection } from "./selection";
import { useGroupCounts } from "./use-group-counts";
import { type InboxFirstPaint, useGroupFeed } from "./use-group-feed";

type TaskRow = Extract<Row, { kind: "task" }>;

/** The state of the inbox: its rows, the open, current and selected ones, and how to move among them. */
export function useInbox(first: InboxFirstPaint) {
  const [view, setView] = useAddress(inboxParsers);
  const [cursor, setCursor] = useState<number | null>(null);
  const list = useRef<VirtualListHandle>(null);
  /** The cursor's last position: when its row leaves, the row that takes its place is next. */
  const lastPlace = useRef(0);
  const anchor = useRef<number | null>(null);

  const counts = useGroupCounts(view);
  const feeds = {
    verdict: useGroupFeed("verdict", view, first),
    triage: useGroupFeed("triage", view, first),
    blocked: useGroupFeed("blocked", view, first),
    failed: useGroupFeed("failed", view, first),
    stale: useGroupFeed("stale", view, first),
  };
  const rows =
    view.group === "all" ? rowsOfAll(Object.values(feeds), counts) : rowsOfOne(feeds[view.group]);
  const taskRows = rows.filter((row): row is TaskRow => row.kind === "task");

  const current = view.task
    ? taskRows.find(({ task }) => task.ticket_ref === view.task)
    : taskRows.find(({ task }) => task.id === cursor);
  const place = current ? taskRows.indexOf(current) : -1;
  useLayoutEffect(() => {
    if (place !== -1) lastPlace.current = place;
  }, [place]);

  const [chosen, setChosen] = useSelection();
  const selected = taskRows.filter(({ task }) => chosen.has(task.id)).map(({ task }) => task);
  const shown = useRef(taskRows);
  const marked = useRef(chosen);
  useLayoutEffect(() => {
    shown.current = taskRows;
    marked.current = chosen;
  });

  /** The row that keys act on: while a task is open beside the list, that one. */
  function setCurrent(task: TaskWire) {
    setCursor(task.id);
    if (view.task) void setView({ task: task.ticket_ref });
  }

  function goTo(row: TaskRow | undefined) {
    if (!row) return;
    setCurrent(row.task);
    list.current?.focus(rows.indexOf(row));
  }

  function move(step: 1 | -1) {
    if (place !== -1) return goTo(taskRows[place + step]);
    // The row has left; the one now in its place is next.
    const next = cursor === null && !view.task ? 0 : lastPlace.current + (step === 1 ? 0 : -1);
    goTo(taskRows[Math.min(Math.max(next, 0), taskRows.length - 1)]);
  }

  const open = useCallback(
    (task: TaskWire) => {
      setCursor(task.id);
      void setView((before) => ({ ...before, task: task.ticket_ref }), { history: "push" });
    },
    [setView],
  );

  function close() {
    const row = current ?? taskRows[lastPlace.current];
    if (row) setCursor(row.task.id);
    void setView({ task: null });
    if (row) list.current?.focus(rows.indexOf(row));
  }

  // The same function each time: a row is rendered again when its own task changes, not when another one does.
  const select = useCallback(
    (task: TaskWire, range = false) => {
      const ids = shown.current.map((row) => row.task.id);
      const from = anchor.current === null ? -1 : ids.indexOf(anchor.current);
      const to = ids.indexOf(task.id);
      const next = new Set(marked.current);
      if (range && from !== -1) {
        for (const id of ids.slice(Math.min(from, to), Math.max(from, to) + 1)) next.add(id);
      } else if (!next.delete(task.id)) {
        next.add(task.id);
      }
      anchor.current = task.id;
      setChosen(next);
    },
    [setChosen],
  );

  const changeView = useCallback(
    (change: Partial<InboxView>) => {
      setChosen([]);
      void setView(change);
    },
    [setChosen, setView],
  );

  const setGroup = useCallback(
    (group: GroupId | "all") => {
      setCursor(null);
      lastPlace.current = 0;
      setChosen([]);
      void setView({ group }, { history: "push" });
    },
    [setChosen, setView],
  );

  return {
    view,
    setView: changeView,
    setGroup,
    feeds,
    counts,
    /** Whether the rows still belong to the previous filter. */
    isOld: Object.values(feeds).some((feed) => feed.isOld),
    /** The number of tasks in the view. */
    total:
      view.group === "all"
        ? Object.values(counts).reduce<number>((sum, count) => sum + (count ?? 0), 0)
        : (counts[view.group] ?? 0),
    rows,
    taskRows,
    list,
    current: current?.task ?? null,
    selected,
    chosen,
    move,
    /** The focus came to a row. By an arrow key the open task follows it, as with `j` and `k`. */
    stop: (task: TaskWire, by: "keys" | "other") => {
      if (by === "keys") setCurrent(task);
      else setCursor(task.id);
    },
    open,
    close,
    select,
    selectAll: () => setChosen(taskRows.map(({ task }) => task.id)),
    clearSelection: () => setChosen([]),
  };
}

export type InboxState = ReturnType<typeof useInbox>;
