"use client";

import { type LucideIcon, Plus } from "lucide-react";
import type { ReactNode } from "react";
import { type Reading, ReadingProblem } from "@/components/sync/reading-problem";
import { Button } from "@/components/ui/controls/button";
import { Badge } from "@/components/ui/display/badge";
import { Intro, SettingList, SettingRow } from "@/components/ui/display/setting-list";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { SkeletonRows } from "@/components/ui/feedback/skeleton";
import type { ProjectWire } from "@/lib/projects/schema";

interface DeliveringListProps {
  /** One of them and all of them: "trigger", "triggers". */
  one: string;
  many: string;
  icon: LucideIcon;
  /** What they are for, and why one would create the first. */
  intro: string;
  invitation: string;
  reading: Reading;
  onCreate: () => void;
  /** The rows; undefined until they were read. */
  rows: readonly ReactNode[] | undefined;
}

/** Triggers or webhooks: the button that creates one, and all there are. */
export function DeliveringList({
  one,
  many,
  icon,
  intro,
  invitation,
  reading,
  onCreate,
  rows,
}: DeliveringListProps) {
  return (
    <>
      <Intro
        action={
          <Button variant="primary" onClick={onCreate}>
            <Plus className="size-4" />
            Create {one}
          </Button>
        }
      >
        {intro}
      </Intro>
      <ReadingProblem reading={reading} what={`The ${many}`} />
      {rows === undefined ? (
        reading.error ? null : (
          <SkeletonRows count={2} label={`Loading the ${many}`} />
        )
      ) : rows.length === 0 ? (
        <EmptyState icon={icon} title={`No ${many}`} description={invitation} />
      ) : (
        <SettingList label={many.charAt(0).toUpperCase() + many.slice(1)}>{rows}</SettingList>
      )}
    </>
  );
}

interface DeliveringRowProps {
  name: string;
  muted: boolean;
  state: ReactNode;
  /** The project that it is limited to. */
  project: ProjectWire | undefined;
  details: ReactNode;
  isTesting?: boolean;
  onTest: () => void;
  onDeliveries: () => void;
  /** Its menu, and what the row opens. */
  children: ReactNode;
}

/** A trigger or a webhook, which can be tested and keeps a log. */
export function DeliveringRow({
  name,
  muted,
  state,
  project,
  details,
  isTesting = false,
  onTest,
  onDeliveries,
  children,
}: DeliveringRowProps) {
  return (
    <SettingRow
      muted={muted}
      title={
        <>
          <span dir="auto" className="wrap-anywhere min-w-0">
            {name}
          </span>
          {state}
          {project ? (
            <Badge tone="accent" className="font-mono">
              {project.ticket_prefix}
            </Badge>
          ) : null}
        </>
      }
      details={details}
    >
      <Button
        size="sm"
        pending={isTesting}
        onClick={onTest}
        aria-label={`Test ${name}`}
        className="max-sm:hidden"
      >
        Test
      </Button>
      <Button size="sm" onClick={onDeliveries} aria-label={`Deliveries of ${name}`}>
        Deliveries
      </Button>
      {children}
    </SettingRow>
  );
}
