import { cn } from "@/components/ui/cn";
import { KeyValue } from "@/components/ui/display/key-value";
import type { RunLimitWire } from "@/lib/limits/shapes";
import { LIMIT, SET_BY, shareOf } from "./limit-words";

/** What the run may come to before it is stopped, with what it has come to. */
export function RunLimits({ limits }: { limits: readonly RunLimitWire[] }) {
  // What nobody set is worth a line only when it comes near.
  const shown = limits.filter((each) => each.from !== "default" || shareOf(each) >= 0.5);
  return shown.map((each) => {
    const { label, inWords } = LIMIT[each.name];
    const share = shareOf(each);
    return (
      <KeyValue key={each.name} label={`Limit: ${label.toLowerCase()}`}>
        <span className={cn("tabular-nums", share >= 0.8 && "font-medium text-warning")}>
          {each.figure === null ? "—" : inWords(each.figure)} of {inWords(each.limit)}
        </span>
        <span className="text-ink-3 text-xs">{SET_BY[each.from]}</span>
      </KeyValue>
    );
  });
}
