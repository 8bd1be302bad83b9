import { TriangleAlert } from "lucide-react";
import { Badge } from "@/components/ui/display/badge";
import { Cost } from "@/components/ui/display/figure";
import { Callout } from "@/components/ui/feedback/callout";
import { STAGE_KINDS } from "@/components/workflows/stage-kinds";
import type { DryRunWire } from "@/lib/workflows/shapes";

/** What a run would do, in which order, and what it would take at past averages. */
export function DryRun({ plan }: { plan: DryRunWire }) {
  const { stages, cost_usd, seconds, critical_path, problems } = plan;
  const levels = [...Map.groupBy(stages, ({ level }) => level)].sort(([a], [b]) => a - b);
  return (
    <section aria-label="What it would do" className="flex flex-col gap-3 rounded-lg border p-3">
      <p role="status" className="text-sm">
        {stages.length === 1 ? "1 stage" : `${stages.length} stages`}
        {levels.length < stages.length ? ` in ${levels.length} steps` : ""}.{" "}
        {seconds === null && cost_usd === null ? (
          <span className="text-ink-2">Nobody knows yet what it takes: none of them has run.</span>
        ) : (
          <span className="text-ink-2">
            At past averages{seconds === null ? "" : ` ${durationWords(seconds)}`}
            {cost_usd === null ? null : (
              <>
                {seconds === null ? " " : " and "}
                <Cost usd={cost_usd} />
              </>
            )}
            .
          </span>
        )}
      </p>
      {problems.length > 0 ? (
        <Callout tone="danger" icon={<TriangleAlert aria-hidden />} role="alert">
          It would not start: {problems.map(({ field, rule }) => `${field} ${rule}`).join("; ")}
        </Callout>
      ) : null}
      <ol className="flex flex-col gap-2">
        {levels.map(([level, together], at) => (
          <li key={level} className="flex gap-3">
            <span className="w-5 shrink-0 pt-1 text-right text-ink-3 text-xs tabular-nums">
              {at + 1}
            </span>
            <ul className="flex min-w-0 flex-1 flex-wrap gap-1.5">
              {together.map((stage) => (
                <Planned
                  key={stage.name}
                  stage={stage}
                  isCritical={critical_path.includes(stage.name)}
                />
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </section>
  );
}

interface PlannedProps {
  stage: DryRunWire["stages"][number];
  isCritical: boolean;
}

function Planned({ stage: { name, kind, agent, maybe, past }, isCritical }: PlannedProps) {
  const { icon: Icon, label } = STAGE_KINDS[kind];
  const known = [
    past?.seconds == null ? "" : durationWords(past.seconds),
    past?.cost_usd == null ? "" : `$${past.cost_usd.toFixed(2)}`,
  ].filter(Boolean);
  return (
    <li
      className="flex min-w-0 max-w-full items-center gap-2 rounded-md border border-line-strong px-2 py-1 text-xs"
      title={
        isCritical ? "On the longest way: what makes it longer makes the run longer" : undefined
      }
    >
      <Icon aria-label={label} className="size-3.5 shrink-0 text-ink-3" />
      <span className="truncate font-medium">{name}</span>
      {agent ? <span className="truncate text-ink-2">{agent}</span> : null}
      {known.length > 0 ? (
        <span className="text-ink-3 tabular-nums">{known.join(", ")}</span>
      ) : null}
      {maybe ? <Badge>Maybe</Badge> : null}
    </li>
  );
}

/** A duration of an estimate: nobody needs its seconds. */
function durationWords(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  if (seconds < 5_400) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3_600).toFixed(1)} h`;
}
