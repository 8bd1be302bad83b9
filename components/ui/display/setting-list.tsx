import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

type IntroProps = { children: ReactNode; action?: ReactNode };

/** What a tab is for, beside its button to add something. */
export function Intro({ children, action }: IntroProps) {
  return (
    <div className="flex flex-wrap items-center gap-3 border-b px-4 py-3">
      <p className="min-w-60 flex-1 text-pretty text-ink-2 text-sm">{children}</p>
      {action}
    </div>
  );
}

export function SettingList({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul aria-label={label} className="divide-y divide-line border-b">
      {children}
    </ul>
  );
}

type SettingRowProps = {
  title: ReactNode;
  /** Under the title: one line of description. */
  details: ReactNode;
  /** At the end: state and actions. */
  children?: ReactNode;
  muted?: boolean;
};

/** One row of settings. On a phone the details wrap, and actions that leave them no room go below. */
export function SettingRow({ title, details, children, muted }: SettingRowProps) {
  return (
    <li className="flex min-h-14 flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2">
      <div className="min-w-0 flex-[1_1_12rem]">
        <div
          className={cn(
            "flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1 font-medium text-sm",
            muted && "text-ink-3",
          )}
        >
          {title}
        </div>
        <div className="mt-0.5">
          <Details>{details}</Details>
        </div>
      </div>
      {children ? <div className="ml-auto flex items-center gap-2">{children}</div> : null}
    </li>
  );
}

/** A line of small print with dots between its parts; where it wraps, the dot at the start of the line is clipped. */
export function Details({ children }: { children: ReactNode }) {
  return (
    <div className="overflow-hidden text-ink-3 text-xs">
      <div className="-ml-4 flex flex-wrap">{children}</div>
    </div>
  );
}

/** A part of the details; screen readers skip the dot before it. */
export function Detail({ children }: { children: ReactNode }) {
  return (
    <span className="relative min-w-0 pl-4 before:absolute before:left-1.5 before:content-['·'/'']">
      {children}
    </span>
  );
}
