import { UserRound } from "lucide-react";
import { Avatar } from "@/components/ui/avatar";
import { cn } from "@/components/ui/cn";

/** The assignee of a task: an agent, or nobody yet. */
export function AssigneeName({ name, className }: { name: string | null; className?: string }) {
  if (name === null) {
    return (
      <span className={cn("inline-flex min-w-0 items-center gap-1.5 text-ink-3", className)}>
        <UserRound aria-hidden className="size-4" />
        Unassigned
      </span>
    );
  }
  return (
    <span className={cn("inline-flex min-w-0 items-center gap-1.5", className)}>
      <Avatar name={name} />
      <span className="truncate">{name}</span>
    </span>
  );
}
