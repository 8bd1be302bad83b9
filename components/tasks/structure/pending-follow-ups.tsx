import { CircleDashed } from "lucide-react";
import { Avatar } from "@/components/ui/display/avatar";
import type { FollowUp } from "@/lib/tasks/change/follow-ups";

/** Tasks that will be created once the previous one is done, each with its own follow-ups. */
export function PendingFollowUps({ list, level }: { list: readonly FollowUp[]; level: number }) {
  return list.map((followUp, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: two follow-ups may be the same, and none keeps a state.
    <li key={index} style={{ paddingLeft: `${level}rem` }}>
      <div className="relative flex min-h-8 items-center gap-2 pl-6 text-ink-2 pointer-coarse:min-h-11">
        <CircleDashed aria-hidden className="absolute left-0 size-4 text-ink-3" />
        <span className="min-w-0 flex-1 truncate text-sm">{followUp.title}</span>
        <span className="shrink-0 text-ink-3 text-xs max-sm:hidden">
          {level === 0 ? "when this is done" : "when that is done"}
        </span>
        {followUp.assigned_to ? (
          <span className="flex max-w-28 shrink-0 items-center gap-1.5 text-xs">
            <Avatar name={followUp.assigned_to} size="xs" />
            <span className="truncate">{followUp.assigned_to}</span>
          </span>
        ) : null}
      </div>
      {followUp.follow_ups?.length ? (
        <ol>
          <PendingFollowUps list={followUp.follow_ups} level={level + 1} />
        </ol>
      ) : null}
    </li>
  ));
}
