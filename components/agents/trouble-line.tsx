import { TriangleAlert } from "lucide-react";
import { type RuntimeTrouble, waitingWords } from "./runtime-trouble";

/** In a list: that an agent cannot be called, why, and how many tasks wait. */
export function TroubleLine({ trouble }: { trouble: RuntimeTrouble }) {
  const waiting = waitingWords(trouble);
  return (
    <span className="flex min-w-0 items-start gap-1.5">
      <TriangleAlert
        aria-hidden
        className={`mt-0.5 size-3.5 shrink-0 ${waiting ? "text-danger" : "text-warning"}`}
      />
      <span className="min-w-0">
        <span className={`block ${waiting ? "font-medium text-danger" : "text-ink-2"}`}>
          {waiting ? `Cannot be called: ${waiting}` : "Cannot be called"}
        </span>
        <span className="wrap-anywhere block text-ink-3 text-xs">{trouble.reason}</span>
      </span>
    </span>
  );
}
