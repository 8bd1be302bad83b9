"use client";

import { X } from "lucide-react";
import { AssigneeList, AssigneeName } from "@/components/tasks/fields/assignee-picker";
import { Picker } from "@/components/tasks/fields/picker";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Input } from "@/components/ui/controls/input";
import type { FollowUp } from "@/lib/tasks/change/follow-ups";

interface FollowUpFieldsProps {
  followUp: FollowUp;
  /** Its position in the list, from 1. */
  place: number;
  onChange: (change: Partial<FollowUp>) => void;
  onRemove: () => void;
}

/** The fields of one follow-up: its title and its agent. */
export function FollowUpFields({ followUp, place, onChange, onRemove }: FollowUpFieldsProps) {
  const after = followUp.follow_ups?.length ?? 0;
  return (
    <li className="flex flex-col gap-1">
      <div className="flex flex-wrap items-center gap-1">
        <Input
          aria-label={`Title of follow-up ${place}`}
          value={followUp.title}
          maxLength={500}
          placeholder="Review {{ticket_ref}}"
          className="min-w-40 flex-1"
          onChange={(event) => onChange({ title: event.target.value })}
        />
        <span className="flex min-w-0 items-center gap-1 max-sm:w-full max-sm:justify-between">
          <Picker
            label={`Agent of follow-up ${place}`}
            content={(close) => (
              <AssigneeList
                value={[followUp.assigned_to ?? null]}
                onPick={(assigned_to) => {
                  close();
                  onChange({ assigned_to });
                }}
              />
            )}
          >
            <AssigneeName name={followUp.assigned_to ?? null} />
          </Picker>
          <IconButton label={`Remove follow-up ${place}`} size="icon-sm" onClick={onRemove}>
            <X className="size-3.5" />
          </IconButton>
        </span>
      </div>
      {after > 0 ? (
        <p className="text-ink-3 text-xs">
          Then {after === 1 ? "one more task" : `${after} more tasks`}, as written over the API.
        </p>
      ) : null}
    </li>
  );
}
