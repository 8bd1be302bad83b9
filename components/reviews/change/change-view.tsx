"use client";

import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { ChangedFile } from "@/components/diff/changes/changed-files";
import { anchorOf, WHOLE_FILE } from "@/components/reviews/comments/anchors";
import { forgetPointed, usePointed } from "@/components/reviews/comments/use-comments";
import type { WorkPart } from "@/components/reviews/reviews-view";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { useViewer } from "@/components/sync/viewer";
import { SkeletonRows } from "@/components/ui/feedback/skeleton";
import { Sheet, SheetContent } from "@/components/ui/overlays/sheet";
import { toast } from "@/components/ui/overlays/toast";
import type { RoundWhole } from "@/lib/reviews/rounds/shapes";
import type { TaskWire } from "@/lib/tasks/shapes";
import { ChangeToolbar } from "./change-toolbar";
import { DiffList } from "./diff-list";
import { FileList } from "./file-list";
import { hasRoomToSplit, usePreferredLayout, useWidth } from "./layout";
import { extendedBy, rangeOf, type Selection, selectionAt } from "./movement";
import { type LineRange, numberAt, type Row } from "./rows";
import { SinceNotice } from "./since-notice";
import { useChangeCommands } from "./use-change-commands";
import { type Diff, useDiff } from "./use-diff";
import { type ShownChange, useShownChange } from "./use-shown-change";
import { useTalks } from "./use-talks";
import { useViewed } from "./use-viewed";

/** Below this width of the view the files are in a sheet. */
const TREE_FROM_PX = 720;
const TREE_PX = 272;

interface ChangeViewProps {
  task: TaskWire;
  onPart: (part: WorkPart) => void;
}

/** The change that is handed in, file by file, with the comments on its lines. */
export function ChangeView({ task, onPart }: ChangeViewProps) {
  const shown = useShownChange(task);
  const { round, change, failed, isLoading } = shown;
  if (failed) return <ReadingProblem reading={failed} what="The change" />;
  if (isLoading) {
    return (
      <div className="min-h-0 flex-1">
        <SkeletonRows label="Loading the change" />
      </div>
    );
  }
  if (!change || !round) {
    return (
      <p className="min-h-0 flex-1 px-5 py-4 text-ink-2 text-sm">
        This work was handed in without a commit: there are no lines to look at.
      </p>
    );
  }
  return (
    <Change
      key={`${change.commit}:${round.round.number}:${shown.mode}`}
      task={task}
      shown={shown}
      round={round}
      onPart={onPart}
    />
  );
}

function Change({
  task,
  shown,
  round,
  onPart,
}: ChangeViewProps & { shown: ShownChange; round: RoundWhole }) {
  const { files, isCompared, setAddress, mode } = shown;
  const { canWrite } = useViewer();
  const { isViewed, mark } = useViewed(task.id, round);
  const [element, widthPx] = useWidth();
  const hasTree = widthPx >= TREE_FROM_PX;
  const [isTreeOpen, setTreeOpen] = useState(true);
  const [isSheetOpen, setSheetOpen] = useState(false);
  const [reached, setReached] = useState(0);
  const filter = useRef<HTMLInputElement>(null);
  const listPx = hasTree && isTreeOpen ? widthPx - TREE_PX : widthPx;
  const canSplit = hasRoomToSplit(listPx);
  const preferred = usePreferredLayout();
  const layout = canSplit ? preferred : "unified";

  const back = useRef<(range: LineRange) => void>(() => undefined);
  const onClose = useCallback((range: LineRange) => back.current(range), []);
  const { talks, counts, renderTalk, saver } = useTalks({
    task: task.id,
    round,
    isCompared,
    onClose,
  });
  const onView = useCallback(
    (file: ChangedFile, viewed: boolean) => void mark(file, viewed),
    [mark],
  );
  const diff = useDiff({ files, layout, talks, isViewed, onView });
  useEffect(() => {
    back.current = ({ path, side, end }) => {
      diff.setSelection(null);
      diff.goTo((rows) => rowOfLine(rows, files, path, side, end));
    };
  }, [diff, files]);

  const { commit, is_current } = round.round;
  const canComment = canWrite && is_current && commit !== null && task.status === "review";

  const comment = useCallback(
    (at: LineRange, file: number) => {
      if (commit === null) return;
      if (isCompared && at.side === "before" && at.end !== WHOLE_FILE) {
        toast("That line was removed after your last verdict", {
          description: "Comment on a line beside it, or show the whole change.",
        });
        return;
      }
      diff.fold(at.path, false);
      const key = saver.open(anchorOf(at, commit));
      diff.goTo((rows) =>
        rows.findIndex((row) => row.kind === "talk" && row.talk === key && row.file === file),
      );
    },
    [commit, isCompared, saver, diff.fold, diff.goTo],
  );
  const onComment = useCallback(
    (selection: Selection) => {
      const file = files[selection.file];
      if (file) comment(rangeOf(selection, file.path), file.index);
    },
    [files, comment],
  );
  const onCommentFile = useCallback(
    ({ path, index }: ChangedFile) =>
      comment({ path, side: "after", start: WHOLE_FILE, end: WHOLE_FILE }, index),
    [comment],
  );
  /** Comments on the chosen lines, on the line at the cursor, or on the whole file at whose head it is. */
  const commentHere = () => {
    const row = diff.rows[diff.cursor];
    const selection = diff.selection ?? (row?.kind === "code" ? selectionAt(row) : null);
    if (selection) return onComment(selection);
    const file = files[row?.file ?? -1];
    if (file && row?.kind === "file") onCommentFile(file);
  };

  usePointedTalk(diff, talks);
  const show = (against: "last" | "whole") => setAddress({ against });
  useChangeCommands({
    diff,
    files,
    layout,
    canSplit,
    onComment: canComment ? commentHere : undefined,
    onAgainst: round.since ? () => show(mode === "last" ? "whole" : "last") : undefined,
    onFilter() {
      if (hasTree) {
        setTreeOpen(true);
        requestAnimationFrame(() => filter.current?.focus());
      } else setSheetOpen(true);
    },
  });

  const tree = (
    <FileList
      files={files}
      isViewed={isViewed}
      comments={counts}
      current={reached}
      filter={filter}
      onOpen={(file) => {
        setSheetOpen(false);
        diff.fold(file.path, false);
        diff.goToFile(file.index);
      }}
    />
  );
  const lines = useMemo(
    () => ({
      added: files.reduce((sum, file) => sum + file.added, 0),
      removed: files.reduce((sum, file) => sum + file.removed, 0),
    }),
    [files],
  );

  return (
    <div ref={element} className="flex min-h-0 min-w-0 flex-1 flex-col">
      <ChangeToolbar
        shown={shown}
        round={round}
        files={files.length}
        viewed={files.filter(isViewed).length}
        {...lines}
        layout={layout}
        canSplit={canSplit}
        isTreeOpen={hasTree ? isTreeOpen : isSheetOpen}
        onTree={() => (hasTree ? setTreeOpen(!isTreeOpen) : setSheetOpen(true))}
        onMove={(step) => diff.move("change", step)}
        onChecks={() => onPart("work")}
      />
      <SinceNotice shown={shown} round={round} onWhole={() => show("whole")} />
      <div className="flex min-h-0 flex-1">
        {hasTree && isTreeOpen && files.length > 0 ? (
          <div className="flex shrink-0 flex-col border-r" style={{ width: TREE_PX }}>
            {tree}
          </div>
        ) : null}
        {widthPx === 0 || files.length + talks.length === 0 ? null : (
          <DiffList
            ref={diff.list}
            files={files}
            rows={diff.rows}
            layout={layout}
            widthPx={listPx}
            cursor={diff.cursor}
            selection={diff.selection}
            comments={counts}
            isViewed={isViewed}
            onCursor={diff.setCurrent}
            onSelect={diff.setSelection}
            onComment={canComment ? onComment : undefined}
            onCommentFile={canComment ? onCommentFile : undefined}
            onFold={diff.onFold}
            onView={diff.view}
            onReach={setReached}
            onKey={(event, row) => onRowKey(event, row, diff, canComment ? commentHere : null)}
            renderTalk={renderTalk}
          />
        )}
      </div>
      {hasTree ? null : (
        <Sheet open={isSheetOpen} onOpenChange={setSheetOpen}>
          <SheetContent title="Files">{tree}</SheetContent>
        </Sheet>
      )}
    </div>
  );
}

/** The row of a line, or the head of its file when nothing of it is shown. */
function rowOfLine(
  rows: readonly Row[],
  files: readonly ChangedFile[],
  path: string,
  side: LineRange["side"],
  line: number,
): number {
  const file = files.find((one) => one.path === path)?.index;
  const at = rows.findIndex(
    (row) => row.kind === "code" && row.file === file && numberAt(row, side) === line,
  );
  return at === -1 ? rows.findIndex((row) => row.kind === "file" && row.file === file) : at;
}

/** Goes to a comment or a draft that was pressed elsewhere, and unfolds its file. */
function usePointedTalk({ fold, goTo }: Diff, talks: readonly { id: string; range: LineRange }[]) {
  const pointed = usePointed();
  useEffect(() => {
    const talk = pointed && talks.find(({ id }) => id === pointed.id);
    if (!talk) return;
    forgetPointed();
    fold(talk.range.path, false);
    goTo((rows) => rows.findIndex((row) => row.kind === "talk" && row.talk === talk.id));
  }, [pointed, talks, fold, goTo]);
}

/** The keys of a row that has the focus: arrows move, with Shift they choose lines; Enter comments. */
function onRowKey(
  event: KeyboardEvent,
  row: Row,
  { rows, move, selection, setSelection }: Diff,
  onComment: (() => void) | null,
) {
  if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return;
  if (!(event.target instanceof HTMLElement) || event.target.dataset.focus === undefined) return;
  if (event.target instanceof HTMLTextAreaElement) return;
  if (event.key === "Enter" && row.kind === "code" && onComment) {
    event.preventDefault();
    onComment();
    return;
  }
  if (event.key === "Escape" && selection) {
    event.preventDefault();
    setSelection(null);
    return;
  }
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const step = event.key === "ArrowDown" ? 1 : -1;
  event.preventDefault();
  if (!event.shiftKey) {
    setSelection(null);
    move("line", step);
    return;
  }
  const from = selection ?? (row.kind === "code" ? selectionAt(row) : null);
  if (from) setSelection(extendedBy(rows, from, step));
}
