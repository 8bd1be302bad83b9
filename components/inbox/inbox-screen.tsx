"use client";

import dynamic from "next/dynamic";
import { useRef } from "react";
import { useTrackedChanges } from "@/components/sync/data/recently-changed";
import { useAgentsAs } from "@/components/sync/data/use-agents";
import { ReadOnlyBadge, useViewer } from "@/components/sync/viewer";
import { TaskCommands } from "@/components/tasks/change/task-commands";
import { CreateTaskButton } from "@/components/tasks/create/create-task-button";
import { TaskSkeleton } from "@/components/tasks/page/task-skeleton";
import { VerdictButtons } from "@/components/tasks/verdict/verdict-buttons";
import { VerdictCommands } from "@/components/tasks/verdict/verdict-commands";
import { cn } from "@/components/ui/cn";
import { FoldedOnPhone } from "@/components/ui/controls/page-toolbar";
import { SearchField } from "@/components/ui/controls/search-field";
import { PageHeader } from "@/components/ui/display/page-header";
import { useAnnounced } from "@/components/ui/feedback/live-region";
import { useSameItems } from "@/components/ui/use-same-items";
import type { TaskWire } from "@/lib/tasks/shapes";
import { BulkBar } from "./bulk-bar";
import type { GroupId } from "./groups";
import { InboxEmpty } from "./inbox-empty";
import { InboxFilters } from "./inbox-filters";
import { InboxList } from "./inbox-list";
import { InboxTabs } from "./inbox-tabs";
import { isFiltered, narrowedBy } from "./inbox-view";
import { Notices } from "./notices";
import type { InboxFirstPaint } from "./use-group-feed";
import { useInbox } from "./use-inbox";
import { useInboxCommands } from "./use-inbox-commands";
import type { FirstNotices } from "./use-notices";

const TaskPanel = dynamic(
  () => import("@/components/tasks/page/task-panel").then((room) => room.TaskPanel),
  { loading: TaskSkeleton },
);

const RequestPanel = dynamic(
  () => import("./requests/request-panel").then((room) => room.RequestPanel),
  {
    loading: TaskSkeleton,
  },
);

// With a place of its own to wait in: without one, the whole screen would wait, and lose the focus.
const RequestCommands = dynamic(
  () => import("@/components/tasks/requests/request-commands").then((room) => room.RequestCommands),
  { loading: () => null },
);

const FirstAgent = dynamic(() => import("./first-agent").then((room) => room.FirstAgent), {
  loading: () => null,
});

interface InboxScreenProps {
  first: InboxFirstPaint;
  /** The task that is open, from the URL. */
  openTask: TaskWire | null;
  /** Whether there was no agent at the first paint. */
  noAgents: boolean;
  notices: FirstNotices;
}

const LIST_LABELS: Partial<Record<GroupId | "all", string>> = {
  all: "Tasks that need a person",
  requests: "Tasks that wait for an answer",
};

const isNone = (agents: readonly unknown[]): boolean => agents.length === 0;

/** Everything that needs a person, grouped by what it needs, with the open task beside the list. */
export function InboxScreen({ first, openTask, noAgents, notices }: InboxScreenProps) {
  const inbox = useInbox(first);
  const { view, rows, current, selected } = inbox;
  const { canWrite } = useViewer();
  const search = useRef<HTMLInputElement>(null);
  const { data: hasNoAgents } = useAgentsAs(isNone);
  const firstAgent = hasNoAgents ?? noAgents;
  // What the keys act on.
  const task = current?.kind === "task" ? current.task : null;
  const targets = useSameItems(selected.length > 0 ? selected : task ? [task] : []);
  const filtered = isFiltered(view);
  const onboarding = firstAgent && !filtered && rows.length === 0;
  useAnnounced(filtered && !inbox.isOld ? `${inbox.total} tasks match` : null);
  useTrackedChanges();
  useInboxCommands(inbox, search);

  return (
    <div className="flex min-h-0 flex-1 flex-col">
      {inbox.isBeside ? <h1 className="sr-only lg:hidden">Inbox</h1> : null}
      <PageHeader
        title="Inbox"
        className={inbox.isBeside ? "max-lg:hidden" : undefined}
        meta={<ReadOnlyBadge />}
      >
        <CreateTaskButton />
      </PageHeader>
      <div
        className={cn(
          "flex shrink-0 flex-wrap items-center gap-x-4 border-b px-3 sm:min-h-11",
          inbox.isBeside && "max-lg:hidden",
        )}
      >
        <InboxTabs value={view.group} counts={inbox.counts} onChange={inbox.setGroup} />
        {onboarding ? null : (
          <div className="flex min-w-0 flex-1 flex-wrap items-center gap-1 py-1 max-xl:basis-full">
            <SearchField
              ref={search}
              label="Search the inbox"
              value={view.q}
              onSearch={(q) => inbox.setView({ q })}
              className="w-44 max-md:w-auto max-md:min-w-0 max-md:flex-1 md:w-52"
            />
            <FoldedOnPhone active={narrowedBy(view)}>
              <InboxFilters view={view} onChange={inbox.setView} />
            </FoldedOnPhone>
          </div>
        )}
      </div>
      <div className="flex min-h-0 flex-1">
        <div
          className={cn(
            "relative flex min-h-0 min-w-0 flex-1 flex-col",
            inbox.isBeside && "max-lg:hidden lg:max-w-[26rem] lg:border-r xl:max-w-[30rem]",
          )}
        >
          <Notices first={notices} />
          {rows.length > 0 ? (
            <InboxList
              ref={inbox.list}
              label={LIST_LABELS[view.group] ?? `Tasks: ${view.group}`}
              isOld={inbox.isOld}
              rows={rows}
              isBeside={inbox.isBeside}
              current={current?.key ?? null}
              selected={inbox.chosen}
              onOpen={inbox.open}
              onOpenRequest={inbox.openRequest}
              onSelect={inbox.select}
              feed={inbox.feed}
              total={view.group === "all" ? undefined : inbox.counts[view.group]}
              onGroup={inbox.setGroup}
              onStop={inbox.stop}
            />
          ) : onboarding ? (
            <div className="min-h-0 flex-1 overflow-y-auto">
              <FirstAgent />
            </div>
          ) : (
            <InboxEmpty
              view={view}
              filtered={filtered}
              onClear={() =>
                inbox.setView({ q: "", priority: [], assignee: [], label: [], project: null })
              }
            />
          )}
          {canWrite ? (
            <BulkBar
              tasks={selected}
              shown={inbox.taskRows.length}
              onSelectAll={inbox.selectAll}
              onClear={inbox.clearSelection}
            />
          ) : null}
        </div>
        {view.request !== null ? (
          <div className="min-h-0 min-w-0 flex-1">
            <RequestPanel
              key={view.request}
              id={view.request}
              known={current?.kind === "request" ? current.request : undefined}
              onClose={inbox.close}
            />
          </div>
        ) : view.task ? (
          <div className="min-h-0 min-w-0 flex-1">
            <TaskPanel
              taskRef={view.task}
              initial={openTask?.ticket_ref === view.task ? openTask : undefined}
              onClose={inbox.close}
              actions={(task) => <VerdictButtons task={task} />}
            />
          </div>
        ) : firstAgent && rows.length > 0 ? (
          <div className="min-h-0 w-[32rem] shrink-0 overflow-y-auto border-l max-xl:hidden">
            <FirstAgent />
          </div>
        ) : null}
      </div>
      <TaskCommands tasks={targets} />
      <VerdictCommands task={task} />
      {current?.kind === "request" ? (
        <RequestCommands
          request={current.request}
          isOpen={inbox.isBeside}
          onReply={inbox.openRequest}
        />
      ) : null}
    </div>
  );
}
