"use client";

import { CalendarClock, Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { useMemo } from "react";
import { type Command, useCommands } from "@/components/shell/keys/command-registry";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { useViewer } from "@/components/sync/viewer";
import { Button } from "@/components/ui/controls/button";
import { Segmented, SegmentedItem } from "@/components/ui/controls/segmented";
import { PageHeader } from "@/components/ui/display/page-header";
import { SettingList } from "@/components/ui/display/setting-list";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { SkeletonRows } from "@/components/ui/feedback/skeleton";
import type { ScheduleWire } from "@/lib/schedules/shapes";
import { AgendaView } from "./agenda-view";
import { ScheduleBulkBar } from "./schedule-bulk-bar";
import { ScheduleDetails } from "./schedule-details";
import { ScheduleDialog } from "./schedule-dialog";
import { ScheduleRow } from "./schedule-row";
import { useSchedulesView } from "./schedules-view";
import { useSchedules } from "./use-schedules";
import { useSelection } from "./use-selection";

const MonthView = dynamic(() => import("./month-view").then((room) => room.MonthView), {
  loading: () => <SkeletonRows />,
});

/** Every schedule with its health, as a list, by day or by month. */
export function SchedulesScreen({ schedules: initial }: { schedules: ScheduleWire[] }) {
  const { canWrite } = useViewer();
  const reading = useSchedules(initial);
  const schedules = reading.data;
  const { create, edit, month, open, set, view } = useSchedulesView();
  const selection = useSelection(schedules);
  const commands = useMemo<Command[]>(
    () => [
      {
        id: "schedule.create",
        label: "Create schedule",
        group: "Schedules",
        icon: Plus,
        keywords: ["new", "add", "cron", "recurring"],
        enabled: canWrite,
        run: () => void set({ create: true }),
      },
    ],
    [canWrite, set],
  );
  useCommands(commands);
  const opened = schedules.find(({ id }) => id === open);
  const edited = schedules.find(({ id }) => id === edit);
  const troubled = schedules.filter(isInTrouble).length;
  return (
    <>
      <PageHeader title="Schedules" meta={metaOf(schedules.length, troubled)}>
        {schedules.length > 0 ? (
          <Segmented label="View" value={view} onValueChange={(next) => void set({ view: next })}>
            <SegmentedItem value="list">List</SegmentedItem>
            <SegmentedItem value="agenda">Agenda</SegmentedItem>
            <SegmentedItem value="month">Month</SegmentedItem>
          </Segmented>
        ) : null}
        {canWrite ? (
          <Button variant="primary" onClick={() => void set({ create: true })}>
            <Plus className="size-4" />
            Create schedule
          </Button>
        ) : null}
      </PageHeader>
      <ReadingProblem reading={reading} what="The list of schedules" />
      {schedules.length === 0 ? (
        <EmptyState
          icon={CalendarClock}
          title="No schedules"
          description="A schedule creates a task from a template: every weekday at 9am, on the last friday of the month, or once."
        />
      ) : null}
      {schedules.length > 0 && view === "list" ? (
        <SettingList label="Schedules">
          {schedules.map((schedule) => (
            <ScheduleRow
              key={schedule.id}
              schedule={schedule}
              canWrite={canWrite}
              onOpen={() => void set({ open: schedule.id })}
              onEdit={() => void set({ edit: schedule.id })}
              selected={selection.has(schedule.id)}
              onSelect={() => selection.toggle(schedule.id)}
            />
          ))}
        </SettingList>
      ) : null}
      {canWrite && view === "list" ? (
        <ScheduleBulkBar
          schedules={selection.selected}
          shown={schedules.length}
          onSelectAll={selection.selectAll}
          onClear={selection.clear}
        />
      ) : null}
      {schedules.length > 0 && view === "agenda" ? (
        <AgendaView onOpen={(id) => void set({ open: id })} />
      ) : null}
      {schedules.length > 0 && view === "month" ? (
        <MonthView
          month={month}
          onMonth={(next) => void set({ month: next })}
          onOpen={(id) => void set({ open: id })}
        />
      ) : null}
      {opened ? (
        <ScheduleDetails
          open
          onOpenChange={(next) => !next && void set({ open: null })}
          schedule={opened}
        />
      ) : null}
      {canWrite ? (
        <ScheduleDialog
          key={edited?.id ?? "new"}
          open={create || edited !== undefined}
          onOpenChange={(next) => !next && void set({ create: null, edit: null })}
          schedule={edited ?? null}
        />
      ) : null}
    </>
  );
}

function isInTrouble({ health, pause_reason }: ScheduleWire): boolean {
  return pause_reason === "failures" || health.state === "failing" || health.state === "overdue";
}

function metaOf(count: number, troubled: number): string | null {
  if (count === 0) return null;
  return troubled === 0 ? String(count) : `${count} · ${troubled} in trouble`;
}
