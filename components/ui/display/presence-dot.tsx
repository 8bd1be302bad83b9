import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { Glyph } from "./glyph";

export const PRESENCES = ["online", "busy", "idle", "offline"] as const;

export type Presence = (typeof PRESENCES)[number];

const LOOK: Record<Presence, { label: string; text: string; glyph: ReactNode }> = {
  online: {
    label: "Online",
    text: "text-presence-online",
    glyph: <circle cx="5" cy="5" r="4" fill="currentColor" />,
  },
  busy: {
    label: "Busy",
    text: "text-presence-busy",
    glyph: (
      <>
        <circle cx="5" cy="5" r="4" fill="currentColor" />
        <path d="M3 5h4" stroke="var(--panel)" strokeWidth="1.5" strokeLinecap="round" />
      </>
    ),
  },
  idle: {
    label: "Idle",
    text: "text-presence-idle",
    glyph: <path d="M4.6 1A4 4 0 1 0 9 5.4 3.2 3.2 0 0 1 4.6 1z" fill="currentColor" />,
  },
  offline: {
    label: "Offline",
    text: "text-presence-offline",
    glyph: <circle cx="5" cy="5" r="3.25" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  },
};

type PresenceDotProps = {
  presence: Presence;
  /** Hides the word; the dot then carries it as its name. */
  dotOnly?: boolean;
  className?: string;
};

export function PresenceDot({ presence, dotOnly = false, className }: PresenceDotProps) {
  const { label, text, glyph } = LOOK[presence];
  const dot = (
    <Glyph
      box={10}
      label={dotOnly ? label : undefined}
      className={cn("size-2.5", text, dotOnly && className)}
    >
      {glyph}
    </Glyph>
  );
  if (dotOnly) return dot;
  return (
    <span
      className={cn(
        "inline-flex items-center gap-1.5 whitespace-nowrap text-ink-2 text-xs",
        className,
      )}
    >
      {dot}
      {label}
    </span>
  );
}
