"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useRef } from "react";
import { CardCommands } from "@/components/board/card/card-commands";
import { noteFocus } from "@/components/board/card/card-focus";
import { BoardColumns } from "@/components/board/columns/board-columns";
import { StatusTabs } from "@/components/board/columns/status-tabs";
import { useColumnInView } from "@/components/board/columns/use-column-in-view";
import { AskAgentDialog } from "@/components/board/drag/ask-agent-dialog";
import { DragGhost } from "@/components/board/drag/drag-ghost";
import { useDrop } from "@/components/board/drag/use-drop";
import { useMove } from "@/components/board/drag/use-move";
import { usePointerDrag } from "@/components/board/drag/use-pointer-drag";
import { BoardLanes } from "@/components/board/lanes/board-lanes";
import { useLanes } from "@/components/board/lanes/use-lanes";
import { shownTask } from "@/components/sync/cache/show-task";
import { useTrackedChanges } from "@/components/sync/data/recently-changed";
import { ReadOnlyBadge } from "@/components/sync/viewer";
import { CreateTaskButton } from "@/components/tasks/create/create-task-button";
import { TaskSheet } from "@/components/tasks/page/task-sheet";
import { cn } from "@/components/ui/cn";
import { PageHeader } from "@/components/ui/display/page-header";
import { TASK_STATUSES } from "@/components/ui/display/status";
import { BoardToolbar } from "./board-toolbar";
import { isFiltered } from "./filter-of";
import { useBoardCommands } from "./use-board-commands";
import { useBoardKeys } from "./use-board-keys";
import { useBoardLive } from "./use-board-live";
import { useBoardView } from "./use-board-view";

export function BoardScreen() {
  const client = useQueryClient();
  const { view, filter, setView } = useBoardView();
  const board = useRef<HTMLDivElement>(null);
  const statuses = useMemo(
    () => TASK_STATUSES.filter((status) => !view.closed.includes(status)),
    [view.closed],
  );
  const { current, onScroll, show } = useColumnInView(board, statuses);

  useBoardLive();
  useTrackedChanges();
  const { move, asked, answerAsked } = useMove();
  const { lanes } = useLanes(view.lanes, filter);
  const onDrop = useDrop(board, lanes, move);
  const findTask = useCallback((id: number) => shownTask(client, id), [client]);
  const keys = useBoardKeys({ board, findTask, onDrop });
  const onLanes = useCallback(
    (kind: typeof view.lanes) => void setView({ lanes: kind, folded: null }),
    [setView],
  );
  const onFold = useCallback((folded: string[]) => void setView({ folded }), [setView]);
  const onOpenTask = useCallback((task: string) => void setView({ task }), [setView]);
  usePointerDrag(board, findTask, onDrop);
  useBoardCommands({ board, onLanes });

  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHeader title="Board" meta={<ReadOnlyBadge />} className="static">
        <CreateTaskButton start={view.project ? { project_id: view.project } : {}} />
      </PageHeader>
      <BoardToolbar view={view} setView={setView} />
      <StatusTabs statuses={statuses} current={current} filter={filter} onSelect={show} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys act on the focused card inside */}
      <div
        ref={board}
        onScroll={onScroll}
        onFocus={(event) => noteFocus(event.target)}
        // Before the lists inside hear them: a lifted card is steered, not the focus.
        onKeyDownCapture={keys.onKeyDown}
        onBlur={keys.onBlur}
        className={cn(
          "relative min-h-0 flex-1 max-md:snap-x max-md:snap-mandatory",
          view.lanes === "none" ? "overflow-x-auto overflow-y-hidden" : "overflow-auto",
        )}
      >
        {view.lanes === "none" ? (
          <BoardColumns
            closed={view.closed}
            filter={filter}
            isFiltered={isFiltered(view)}
            setView={setView}
            onOpenTask={onOpenTask}
          />
        ) : (
          <BoardLanes
            kind={view.lanes}
            filter={filter}
            statuses={statuses}
            scroller={board}
            folded={view.folded}
            onFold={onFold}
            onOpenTask={onOpenTask}
          />
        )}
      </div>
      <p id="board-card-keys" hidden>
        Enter opens it, space lifts it to another column, S changes its status.
      </p>
      <DragGhost />
      <TaskSheet taskRef={view.task} onClose={() => void setView({ task: null })} />
      <AskAgentDialog asked={asked} onAnswer={answerAsked} />
      <CardCommands />
    </div>
  );
}
