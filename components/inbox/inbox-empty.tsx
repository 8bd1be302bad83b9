"use client";

import { CircleCheckBig, SearchX } from "lucide-react";
import { CreateTaskButton } from "@/components/tasks/create/create-task-button";
import { Button } from "@/components/ui/controls/button";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { GROUPS } from "./groups";
import type { InboxView } from "./inbox-view";

interface InboxEmptyProps {
  view: InboxView;
  filtered: boolean;
  onClear: () => void;
}

/** The empty inbox: everything is done, or the filter matches nothing. */
export function InboxEmpty({ view, filtered, onClear }: InboxEmptyProps) {
  if (filtered) {
    return (
      <EmptyState
        icon={SearchX}
        title="Nothing matches"
        description="No task that needs a person fits this filter."
      >
        <Button onClick={onClear}>Clear the filter</Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={CircleCheckBig}
      title={view.group === "all" ? "Inbox zero" : `Nothing in ${GROUPS[view.group].label}`}
      description={
        view.group === "all"
          ? "Nothing needs a person. What does will appear here by itself."
          : GROUPS[view.group].none
      }
    >
      <CreateTaskButton />
    </EmptyState>
  );
}
