"use client";

import { Section } from "@/components/tasks/page/section";
import { Checkbox } from "@/components/ui/controls/checkbox";
import { Markdown } from "@/components/ui/display/markdown";
import { parseCriteria } from "./criteria";

type CriteriaListProps = {
  criteria: string | null;
  /** The ticked criteria: an aid for the reviewer, stored nowhere else. */
  ticked: readonly number[];
  onTick: (ticked: number[]) => void;
};

export function CriteriaList({ criteria, ticked, onTick }: CriteriaListProps) {
  const { intro, points } = parseCriteria(criteria ?? "");
  const done = points.filter((_, index) => ticked.includes(index)).length;
  return (
    <Section
      title="Acceptance criteria"
      meta={points.length > 0 ? `${done}/${points.length}` : undefined}
    >
      {intro ? <Markdown className="mb-2 text-sm">{intro}</Markdown> : null}
      {points.length > 0 ? (
        <ul className="flex flex-col gap-2">
          {points.map((point, index) => (
            <li key={point}>
              <Checkbox
                checked={ticked.includes(index)}
                onCheckedChange={(checked) =>
                  onTick(
                    checked === true
                      ? [...ticked, index]
                      : ticked.filter((other) => other !== index),
                  )
                }
                label={<Markdown className="inline text-sm leading-5 [&_p]:m-0">{point}</Markdown>}
              />
            </li>
          ))}
        </ul>
      ) : null}
      {criteria ? null : (
        <p className="text-ink-3 text-sm">None were given. Judge by the description.</p>
      )}
    </Section>
  );
}
