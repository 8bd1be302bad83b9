import type { ConnectionState } from "@/components/sync/stream/connection";
import { cn } from "@/components/ui/cn";
import { Tooltip } from "@/components/ui/overlays/tooltip";
import { CONNECTION_WORDS } from "./connection-words";

/** Whether the screen is up to date: always a word for screen readers, for everyone when it is not live. */
export function StreamDot({ state, className }: { state: ConnectionState; className?: string }) {
  const { label, meaning, text } = CONNECTION_WORDS[state];
  return (
    <Tooltip content={meaning} side="bottom">
      <button
        type="button"
        aria-label={`Event stream: ${label}. ${meaning}`}
        className={cn(
          "flex h-8 cursor-default items-center gap-1.5 rounded-md px-2 text-ink-2 text-xs",
          className,
        )}
      >
        <StreamGlyph state={state} className={text} />
        <span aria-hidden className={state === "live" ? "max-sm:hidden" : undefined}>
          {label}
        </span>
        <span role="status" className="sr-only">
          {state === "live" ? "" : `${label}. ${meaning}`}
        </span>
      </button>
    </Tooltip>
  );
}

function StreamGlyph({ state, className }: { state: ConnectionState; className: string }) {
  const waiting = state === "connecting" || state === "reconnecting";
  const filled = !waiting;
  return (
    <svg
      viewBox="0 0 10 10"
      aria-hidden="true"
      className={cn("size-2.5 shrink-0", waiting && "animate-breathe", className)}
    >
      <circle
        cx="5"
        cy="5"
        r={filled ? 4 : 3.25}
        fill={filled ? "currentColor" : "none"}
        stroke={filled ? "none" : "currentColor"}
        strokeWidth="1.5"
      />
      {filled && state !== "live" ? (
        <path
          d="M3.5 3.5l3 3M6.5 3.5l-3 3"
          stroke="var(--canvas)"
          strokeWidth="1.25"
          strokeLinecap="round"
        />
      ) : null}
    </svg>
  );
}
