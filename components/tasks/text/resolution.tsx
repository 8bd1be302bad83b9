import { CircleAlert, FileDiff } from "lucide-react";
import Link from "next/link";
import { ResultText } from "@/components/diff/result-text";
import { useTaskChecks, useTaskThread } from "@/components/sync/data/use-task-parts";
import { Section } from "@/components/tasks/page/section";
import { buttonVariants } from "@/components/ui/controls/button-variants";
import { Callout } from "@/components/ui/feedback/callout";
import type { TaskWire } from "@/lib/tasks/shapes";

/** Leads to the change that was handed in with it, in Reviews. */
function ChangeLink({ task }: { task: TaskWire }) {
  return (
    <Link
      href={`/reviews?task=${task.ticket_ref}&part=change`}
      className={buttonVariants({ variant: "ghost", size: "sm" })}
    >
      <FileDiff aria-hidden className="size-4" />
      Show the change
    </Link>
  );
}

/** The agent's result, and whether it changed after its approval. */
export function Resolution({ task }: { task: TaskWire }) {
  const { data } = useTaskThread(task.id);
  const { data: checks } = useTaskChecks(task.id);
  if (!task.resolution) return null;
  const hasChange = Boolean(checks?.evidence.run_id && checks.evidence.commit);
  const isChanged = data?.thread.find(({ id }) => id === task.id)?.changed_after_approval ?? false;
  return (
    <Section
      title="Resolution"
      meta={task.outcome ?? undefined}
      action={hasChange ? <ChangeLink task={task} /> : undefined}
    >
      {isChanged ? (
        <div role="status" className="mb-2">
          <Callout tone="warning" icon={<CircleAlert aria-hidden />}>
            This text was changed after its approval. The verdict is about an earlier one, and this
            one is not handed on to other tasks.
          </Callout>
        </div>
      ) : null}
      <div className="rounded-md border bg-sunken px-3 py-2">
        <ResultText text={task.resolution} />
      </div>
    </Section>
  );
}
