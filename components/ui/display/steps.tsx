import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

/** Numbered steps to follow one after the other. Compose with `Step`. */
export function Steps({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <ol className={cn("flex w-full min-w-0 flex-col gap-5 text-left", className)}>{children}</ol>
  );
}

type StepProps = {
  number: number;
  title: string;
  /** What it does, in one line. */
  meaning?: string;
  done?: boolean;
  /** The command, or the words. */
  children: ReactNode;
};

export function Step({ number, title, meaning, done = false, children }: StepProps) {
  return (
    <li className="flex gap-3">
      <span
        className={cn(
          "flex size-6 shrink-0 items-center justify-center rounded-full border text-xs tabular-nums",
          done ? "border-success bg-success/10 text-success" : "border-line-strong text-ink-2",
        )}
      >
        {done ? (
          <Check role="img" aria-label={`Step ${number}, done`} className="size-3.5" />
        ) : (
          number
        )}
      </span>
      <div className="min-w-0 flex-1">
        <h3 className="mb-1.5 font-medium text-sm leading-6">{title}</h3>
        {meaning ? <p className="-mt-1 mb-2 text-ink-3 text-xs">{meaning}</p> : null}
        {children}
      </div>
    </li>
  );
}
