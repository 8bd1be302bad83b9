"use client";

import { useCallback, useLayoutEffect, useMemo, useRef, useState } from "react";
import { type ChangedFile, whyFolded } from "@/components/diff/changes/changed-files";
import type { Arrival, DiffListHandle } from "./diff-list";
import { moves, nextUnviewed, rowAgain, type Selection, type Step } from "./movement";
import { type Layout, type Row, rowsOf, type Talk } from "./rows";

interface DiffInput {
  files: readonly ChangedFile[];
  layout: Layout;
  talks: readonly Talk[];
  isViewed: (file: ChangedFile) => boolean;
  onView: (file: ChangedFile, viewed: boolean) => void;
}

const ARRIVALS = { line: "edge", change: "middle", comment: "middle", file: "top" } as const;

type Pick = (rows: readonly Row[]) => number | null;

/** The rows of a change with what a person does in them: where they are, what they chose and what they folded. */
export function useDiff({ files, layout, talks, isViewed, onView }: DiffInput) {
  const list = useRef<DiffListHandle>(null);
  const [folds, setFolds] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [current, setCurrent] = useState<Row>();
  const [selection, setSelection] = useState<Selection | null>(null);
  const [jump, setJump] = useState<{ pick: Pick; arrival: Arrival } | null>(null);

  const isFolded = useCallback(
    (file: ChangedFile) => folds.get(file.path) ?? (isViewed(file) || whyFolded(file) !== null),
    [folds, isViewed],
  );
  const rows = useMemo(
    () => rowsOf({ files, layout, isFolded, talks }),
    [files, layout, isFolded, talks],
  );
  const cursor = useMemo(() => rowAgain(current, rows), [current, rows]);

  const fold = useCallback((path: string, folded: boolean | null) => {
    setFolds((before) => {
      const next = new Map(before);
      if (folded === null) next.delete(path);
      else next.set(path, folded);
      return next;
    });
  }, []);

  /** Goes to a row, as the rows are after the next render. */
  const goTo = useCallback(
    (pick: Pick, arrival: Arrival = "middle") => setJump({ pick, arrival }),
    [],
  );
  useLayoutEffect(() => {
    if (!jump) return;
    setJump(null);
    const at = jump.pick(rows);
    if (at !== null && at !== -1) list.current?.focus(at, jump.arrival);
  }, [jump, rows]);

  const goToFile = useCallback(
    (file: number) =>
      goTo((now) => now.findIndex((row) => row.kind === "file" && row.file === file), "top"),
    [goTo],
  );

  const onFold = useCallback(
    (file: ChangedFile) => {
      fold(file.path, !isFolded(file));
      goTo((now) => now.findIndex((row) => row.kind === "file" && row.file === file.index), "edge");
    },
    [fold, isFolded, goTo],
  );

  /** Marks a file, which folds it, and keeps its head where the eye is. */
  const view = useCallback(
    (file: ChangedFile, viewed: boolean) => {
      onView(file, viewed);
      fold(file.path, viewed ? true : null);
      goTo((now) => now.findIndex((row) => row.kind === "file" && row.file === file.index), "edge");
    },
    [onView, fold, goTo],
  );

  const move = (by: keyof typeof moves, step: Step) => {
    const from = cursor === -1 && by === "file" ? -1 : cursor;
    const at = moves[by](rows, from, step);
    if (at !== null) list.current?.focus(at, ARRIVALS[by]);
    return at !== null;
  };

  /** Marks the file at the cursor and goes to the next one that was not viewed. */
  const viewAndGoOn = () => {
    const file = files[rows[cursor]?.file ?? 0];
    if (!file) return;
    if (isViewed(file)) return view(file, false);
    onView(file, true);
    fold(file.path, true);
    const isDone = (index: number) => {
      const other = files[index];
      return other === undefined || other === file || isViewed(other);
    };
    goTo(
      (now) =>
        nextUnviewed(now, file.index, isDone) ??
        now.findIndex((row) => row.kind === "file" && row.file === file.index),
      "top",
    );
  };

  return {
    list,
    rows,
    cursor,
    setCurrent,
    selection,
    setSelection,
    fold,
    goTo,
    goToFile,
    onFold,
    view,
    viewAndGoOn,
    move,
  };
}

export type Diff = ReturnType<typeof useDiff>;
