import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

const TONES = {
  plain: "bg-hover text-ink-2",
  warning: "bg-warning/10 text-warning",
  danger: "bg-danger/10 text-danger",
};

interface NoticeProps {
  icon: ReactNode;
  tone?: keyof typeof TONES;
  children: ReactNode;
}

/** One sentence about a task, under its title. */
export function Notice({ icon, tone = "plain", children }: NoticeProps) {
  return (
    <div
      className={cn(
        "flex items-start gap-2 rounded-md px-2.5 py-1.5 text-sm [&>svg]:mt-0.5 [&>svg]:size-4 [&>svg]:shrink-0",
        TONES[tone],
      )}
    >
      {icon}
      <p className="min-w-0 break-words">{children}</p>
    </div>
  );
}
