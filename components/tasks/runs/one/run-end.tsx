"use client";

import { ended } from "@/components/format/sentence";
import { Callout } from "@/components/ui/feedback/callout";
import type { RunWire } from "@/lib/runs/shapes";

/** The last lines say what went wrong. */
function toItsEnd(text: HTMLElement | null): void {
  text?.scrollTo(0, text.scrollHeight);
}

/** What became of a run that did not succeed, and why. Nothing for others. */
export function RunEnd({ run }: { run: RunWire }) {
  const { outcome, error, error_class } = run;
  if (outcome === null || outcome === "succeeded") return null;
  if (error === null && outcome === "cancelled") return null;
  const isBad = outcome === "failed" || outcome === "timed_out" || outcome === "lost";
  return (
    <Callout shape="bar" tone={isBad ? "danger" : "warning"} quiet>
      <p className="font-medium">{whatHappened(outcome, error_class)}</p>
      {error ? (
        <p
          ref={toItsEnd}
          dir="auto"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: an area that scrolls must be reachable by keyboard
          tabIndex={0}
          className="wrap-anywhere max-h-32 overflow-y-auto whitespace-pre-wrap font-mono text-xs leading-5 focus-visible:-outline-offset-2"
        >
          {error}
        </p>
      ) : null}
    </Callout>
  );
}

function whatHappened(
  outcome: NonNullable<RunWire["outcome"]>,
  errorClass: RunWire["error_class"],
): string {
  return ended((errorClass && BY_CLASS[errorClass]) || BY_OUTCOME[outcome] || "It ended");
}

const BY_OUTCOME: Partial<Record<NonNullable<RunWire["outcome"]>, string>> = {
  failed: "It failed",
  timed_out: "It took too long and was stopped",
  lost: "It was lost: nothing was heard of it any more",
  refused: "It was refused",
  cancelled: "It ended without a result",
  stopped: "It was stopped at a limit",
};

/** What the classes of errors mean, where that says more than how the run ended. */
const BY_CLASS: Record<string, string> = {
  configuration: "Its program or model is not set up",
  silence: "It said nothing for too long and was stopped",
  empty_answer: "It ended well, and said and did nothing",
  protocol: "What it answered cannot be read",
  rate_limited: "The provider's limits were reached",
  overloaded: "The provider was overloaded",
  network: "The provider could not be reached",
  limit: "It came to a limit",
  cancelled: "It was stopped before it had a result",
};
