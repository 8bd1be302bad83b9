import type { StreamState } from "@/components/sync/stream/event-source";
import { cn } from "@/components/ui/cn";
import { Tooltip } from "@/components/ui/overlays/tooltip";

const LOOK: Record<StreamState, { label: string; meaning: string; text: string }> = {
  connecting: { label: "Connecting", meaning: "Opening the event stream.", text: "text-ink-3" },
  live: { label: "Live", meaning: "Changes show the moment they happen.", text: "text-success" },
  reconnecting: {
    label: "Reconnecting",
    meaning: "The stream broke off. What is missed is fetched when it is back.",
    text: "text-warning",
  },
  offline: {
    label: "Offline",
    meaning: "No connection to the server. What you see may be old.",
    text: "text-danger",
  },
};

/** Whether the screen is up to date: always a word for screen readers, for everyone when it is not live. */
export function StreamDot({ state, className }: { state: StreamState; className?: string }) {
  const { label, meaning, text } = LOOK[state];
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
          {state === "live" ? "" : label}
        </span>
      </button>
    </Tooltip>
  );
}

function StreamGlyph({ state, className }: { state: StreamState; className: string }) {
  const filled = state === "live" || state === "offline";
  const waiting = state === "connecting" || state === "reconnecting";
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
      {state === "offline" ? (
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
