"use client";

import { Link2, X } from "lucide-react";
import { useState } from "react";
import { useTaskLinks } from "@/components/sync/data/use-task-parts";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { useViewer } from "@/components/sync/viewer";
import { useTaskActions } from "@/components/tasks/change/use-task-actions";
import { Section } from "@/components/tasks/page/section";
import { TaskRowLink } from "@/components/tasks/page/task-row-link";
import { IconButton } from "@/components/ui/controls/icon-button";
import type { LinkWire, TaskWire } from "@/lib/tasks/shapes";
import { LinkForm } from "./link-form";

/** The task's links in both directions: blockers, blocked tasks and related tasks. */
export function TaskLinks({ task }: { task: TaskWire }) {
  const [adding, setAdding] = useState(false);
  const { canWrite } = useViewer();
  const actions = useTaskActions();
  const reading = useTaskLinks(task.id);
  const { data, error } = reading;
  const links = data?.links ?? [];
  if (links.length === 0 && !canWrite && !error) return null;
  const byRelation = Map.groupBy(links, (link) => relation(link, task.id));
  const groups = RELATIONS.flatMap((name) => {
    const members = byRelation.get(name);
    return members ? [[name, members] as const] : [];
  });
  return (
    <Section
      title="Links"
      meta={links.length || undefined}
      action={
        canWrite ? (
          <IconButton
            label="Add a link"
            size="icon-sm"
            aria-expanded={adding}
            onClick={() => setAdding(!adding)}
          >
            <Link2 className="size-3.5" />
          </IconButton>
        ) : undefined
      }
    >
      <ReadingProblem reading={reading} what="The links" part />
      {groups.map(([name, members]) => (
        <div key={name} className="mb-1">
          <p className="text-ink-3 text-xs">{name}</p>
          <ul>
            {members.map((link) => {
              const inverse = link.to.id === task.id;
              const other = inverse ? link.from : link.to;
              return (
                <li key={link.id}>
                  <TaskRowLink
                    task={other}
                    after={
                      canWrite ? (
                        <IconButton
                          label={`Remove the link to ${other.ticket_ref}`}
                          size="icon-sm"
                          onClick={() =>
                            void actions.unlink(task, {
                              to: other.ticket_ref,
                              type: link.type,
                              inverse,
                            })
                          }
                        >
                          <X className="size-3.5" />
                        </IconButton>
                      ) : null
                    }
                  />
                </li>
              );
            })}
          </ul>
        </div>
      ))}
      {adding ? <LinkForm task={task} onClose={() => setAdding(false)} /> : null}
    </Section>
  );
}

/** The task's blockers come first. */
const RELATIONS = ["Blocked by", "Blocks", "Relates to", "Duplicates", "Duplicated by"] as const;

function relation(link: LinkWire, id: number): (typeof RELATIONS)[number] {
  const outward = link.from.id === id;
  if (link.type === "blocks") return outward ? "Blocks" : "Blocked by";
  if (link.type === "duplicates") return outward ? "Duplicates" : "Duplicated by";
  return "Relates to";
}
