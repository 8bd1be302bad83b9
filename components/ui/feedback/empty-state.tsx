import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

type EmptyStateProps = {
  icon?: LucideIcon;
  title: string;
  /** Why it is empty and what to do next. */
  description?: ReactNode;
  /** Actions, or the commands to run. */
  children?: ReactNode;
  className?: string;
  /** It stands for the whole page, whose only heading is its own. */
  isPage?: boolean;
};

export function EmptyState({
  icon: Icon,
  title,
  description,
  children,
  className,
  isPage = false,
}: EmptyStateProps) {
  const Heading = isPage ? "h1" : "h2";
  return (
    <div
      className={cn(
        "mx-auto flex max-w-md flex-col items-center px-6 py-16 text-center",
        className,
      )}
    >
      {Icon ? <Icon aria-hidden className="mb-3 size-6 stroke-[1.5] text-ink-3" /> : null}
      <Heading className="font-semibold text-base text-ink">{title}</Heading>
      {description ? (
        <div className="mt-1 text-pretty text-ink-2 text-sm">{description}</div>
      ) : null}
      {children ? (
        <div className="mt-5 flex max-w-full flex-wrap items-center justify-center gap-2">
          {children}
        </div>
      ) : null}
    </div>
  );
}
