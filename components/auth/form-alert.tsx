import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";

type FormAlertProps = {
  /** It belongs to an attempt before the one that is running: it keeps its place and is not read out. */
  stale?: boolean;
  children: ReactNode;
};

/** What went wrong with the whole form, read out as it appears. */
export function FormAlert({ stale = false, children }: FormAlertProps) {
  return (
    <div
      role={stale ? undefined : "alert"}
      className="flex items-start gap-2 rounded-md bg-danger/10 px-3 py-2 text-danger text-sm"
    >
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <p className="min-w-0 text-pretty">{children}</p>
    </div>
  );
}
