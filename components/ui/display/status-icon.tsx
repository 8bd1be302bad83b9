import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { Glyph } from "./glyph";
import { STATUS, type TaskStatus } from "./status";

const ring = <circle cx="8" cy="8" r="6.25" fill="none" stroke="currentColor" strokeWidth="1.5" />;
const disc = <circle cx="8" cy="8" r="7" fill="currentColor" />;

function Cut({ d }: { d: string }) {
  return (
    <path
      d={d}
      fill="none"
      stroke="var(--panel)"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  );
}

const GLYPHS: Record<TaskStatus, ReactNode> = {
  inbox: (
    <circle
      cx="8"
      cy="8"
      r="6.25"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeDasharray="2.2 2.71"
    />
  ),
  assigned: (
    <>
      {ring}
      <circle cx="8" cy="8" r="1.75" fill="currentColor" />
    </>
  ),
  in_progress: (
    <>
      {ring}
      <path d="M8 4a4 4 0 0 1 0 8z" fill="currentColor" />
    </>
  ),
  review: (
    <>
      {ring}
      <path d="M8 4a4 4 0 1 1-4 4h4z" fill="currentColor" />
    </>
  ),
  blocked: (
    <>
      <path d="M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1z" fill="currentColor" />
      <Cut d="M5 8h6" />
    </>
  ),
  done: (
    <>
      {disc}
      <Cut d="M5 8.2l2.1 2.1L11 6.2" />
    </>
  ),
  failed: (
    <>
      {disc}
      <Cut d="M5.7 5.7l4.6 4.6M10.3 5.7l-4.6 4.6" />
    </>
  ),
  cancelled: (
    <>
      {ring}
      <path
        d="M4.5 11.5l7-7"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
      />
    </>
  ),
};

type StatusIconProps = {
  status: TaskStatus;
  /** Name it only where no word stands beside it. */
  labelled?: boolean;
  className?: string;
};

export function StatusIcon({ status, labelled = false, className }: StatusIconProps) {
  const { label, text } = STATUS[status];
  return (
    <Glyph
      box={16}
      label={labelled ? label : undefined}
      className={cn("size-3.5", text, className)}
    >
      {GLYPHS[status]}
    </Glyph>
  );
}
