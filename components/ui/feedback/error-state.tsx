import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

type ErrorStateProps = {
  title?: string;
  /** What happened, in the reader's words. */
  message: ReactNode;
  /** What to do about it. */
  fix?: ReactNode;
  /** Finds the log line. */
  requestId?: string;
  /** Actions, usually a retry button. */
  children?: ReactNode;
  className?: string;
  /** It stands for the whole page, whose only heading is its own. */
  isPage?: boolean;
};

export function ErrorState({
  title = "This did not load",
  message,
  fix,
  requestId,
  children,
  className,
  isPage = false,
}: ErrorStateProps) {
  const Heading = isPage ? "h1" : "h2";
  return (
    <div
      role="alert"
      className={cn(
        "mx-auto flex max-w-md flex-col items-center px-6 py-16 text-center",
        className,
      )}
    >
      <CircleAlert aria-hidden className="mb-3 size-6 stroke-[1.5] text-danger" />
      <Heading className="font-semibold text-base text-ink">{title}</Heading>
      <div className="mt-1 text-pretty text-ink-2 text-sm">{message}</div>
      {fix ? <div className="mt-1 text-pretty text-ink-2 text-sm">{fix}</div> : null}
      {children ? <div className="mt-5 flex flex-wrap justify-center gap-2">{children}</div> : null}
      {requestId ? <p className="mt-4 font-mono text-2xs text-ink-3">Request {requestId}</p> : null}
    </div>
  );
}
