"use client";

import { useCallback, useLayoutEffect, useRef, useState } from "react";
import { useAddress } from "@/components/sync/address/use-address";
import type { VirtualListHandle } from "@/components/ui/list/virtual-list";
import type { RequestWire } from "@/lib/requests/shapes";
import type { TaskWire } from "@/lib/tasks/shapes";
import { type GroupId, TASK_GROUP_IDS } from "./groups";
import { type InboxView, inboxParsers } from "./inbox-view";
import { useRequestFeed } from "./requests/use-request-feed";
import { type Row, rowsOfAll, rowsOfOne, type Subject, type TaskRow } from "./rows";
import { useSelection } from "./selection";
import { useGroupCounts } from "./use-group-counts";
import { type InboxFirstPaint, useGroupFeed } from "./use-group-feed";

/** The state of the inbox: its rows, the open, current and selected ones, and how to move among them. */
export function useInbox(first: InboxFirstPaint) {
  const [view, setView] = useAddress(inboxParsers);
  /** The key of the row that has the cursor. */
  const [cursor, setCursor] = useState<string | null>(null);
  const list = useRef<VirtualListHandle>(null);
  /** The cursor's last position: when its row leaves, the row that takes its place is next. */
  const lastPlace = useRef(0);
  const anchor = useRef<number | null>(null);

  const requests = useRequestFeed(view, first.requests);
  const counts = { requests: requests.count, ...useGroupCounts(view) };
  const feeds = {
    verdict: useGroupFeed("verdict", view, first),
    triage: useGroupFeed("triage", view, first),
    blocked: useGroupFeed("blocked", view, first),
    failed: useGroupFeed("failed", view, first),
    stale: useGroupFeed("stale", view, first),
  };
  const rows =
    view.group === "all"
      ? rowsOfAll([requests, ...Object.values(feeds)], counts)
      : rowsOfOne(view.group === "requests" ? requests : feeds[view.group]);
  const subjects = rows.filter(isSubject);
  const taskRows = rows.filter((row): row is TaskRow => row.kind === "task");

  const isBeside = view.task !== null || view.request !== null;
  const current = subjects.find((row) => (isBeside ? isOpenRow(row, view) : row.key === cursor));
  const place = current ? subjects.indexOf(current) : -1;
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

  /** The row that keys act on: while something is open beside the list, that one. */
  function setCurrent(row: Subject) {
    setCursor(row.key);
    if (isBeside) void setView(opened(row));
  }

  function goTo(row: Subject | undefined) {
    if (!row) return;
    setCurrent(row);
    list.current?.focus(rows.indexOf(row));
  }

  function move(step: 1 | -1) {
    if (place !== -1) return goTo(subjects[place + step]);
    // The row has left; the one now in its place is next.
    const next = cursor === null && !isBeside ? 0 : lastPlace.current + (step === 1 ? 0 : -1);
    goTo(subjects[Math.min(Math.max(next, 0), subjects.length - 1)]);
  }

  const openRow = useCallback(
    (row: Pick<Subject, "key">, beside: OpenBeside) => {
      setCursor(row.key);
      void setView(beside, { history: "push" });
    },
    [setView],
  );
  const open = useCallback(
    (task: TaskWire) =>
      openRow({ key: `task-${task.id}` }, { task: task.ticket_ref, request: null }),
    [openRow],
  );
  const openRequest = useCallback(
    (request: Pick<RequestWire, "id">) =>
      openRow({ key: `request-${request.id}` }, { task: null, request: request.id }),
    [openRow],
  );

  function close() {
    const row = current ?? subjects[lastPlace.current];
    if (row) setCursor(row.key);
    void setView({ task: null, request: null });
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

  const group = view.group === "requests" ? undefined : view.group;
  return {
    view,
    setView: changeView,
    setGroup,
    /** The feed whose next page goes on at the end of the rows. */
    feed: group === undefined || group === "all" ? undefined : feeds[group],
    counts,
    /** Whether the rows still belong to the previous filter. */
    isOld: TASK_GROUP_IDS.some((id) => feeds[id].isOld),
    /** The number of rows in the view. */
    total:
      view.group === "all"
        ? Object.values(counts).reduce<number>((sum, count) => sum + (count ?? 0), 0)
        : (counts[view.group] ?? 0),
    rows,
    taskRows,
    list,
    isBeside,
    current: current ?? null,
    selected,
    chosen,
    move,
    /** The focus came to a row. By an arrow key what is open follows it, as with `j` and `k`. */
    stop: (row: Subject, by: "keys" | "other") => {
      if (by === "keys") setCurrent(row);
      else setCursor(row.key);
    },
    open,
    openRequest,
    close,
    select,
    selectAll: () => setChosen(taskRows.map(({ task }) => task.id)),
    clearSelection: () => setChosen([]),
  };
}

export type InboxState = ReturnType<typeof useInbox>;

type OpenBeside = Pick<InboxView, "task" | "request">;

const isSubject = (row: Row): row is Subject => row.kind === "task" || row.kind === "request";

const isOpenRow = (row: Subject, view: InboxView): boolean =>
  row.kind === "task" ? row.task.ticket_ref === view.task : row.request.id === view.request;

const opened = (row: Subject): OpenBeside =>
  row.kind === "task"
    ? { task: row.task.ticket_ref, request: null }
    : { task: null, request: row.request.id };
