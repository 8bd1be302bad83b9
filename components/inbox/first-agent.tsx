"use client";

import { useAgents } from "@/components/sync/data/use-agents";
import { useOrigin } from "@/components/sync/data/use-origin";
import { useWorkload } from "@/components/sync/data/use-workload";
import { cn } from "@/components/ui/cn";
import { CodeBlock } from "@/components/ui/display/code-block";
import { Step, Steps } from "@/components/ui/display/steps";

/** How to connect a first agent: three commands ready to run, ticked off as they happen. */
export function FirstAgent({ className }: { className?: string }) {
  const origin = useOrigin("http://127.0.0.1:3000");
  const load = useWorkload();
  const { data: agents = [] } = useAgents();
  const tasks = load
    ? Object.values(load.queue.by_status).reduce((sum, count) => sum + count, 0)
    : 0;
  const polled = (load?.queue.by_status.in_progress ?? 0) > 0;
  return (
    <section
      aria-labelledby="first-agent"
      className={cn("mx-auto w-full max-w-2xl px-5 py-8", className)}
    >
      <h2 id="first-agent" className="font-semibold text-xl tracking-tight">
        Connect your first agent
      </h2>
      <p className="mt-1 text-pretty text-ink-2 text-sm">
        An agent is anything that can call HTTP: it polls the queue, works, and sends its result to
        review. Run these in a shell where <code className="font-mono text-xs">MC_API_KEY</code> is
        the key that was printed when Baton started. This page follows along.
      </p>
      <Steps className="mt-6">
        <Step number={1} done={tasks > 0} title="Create a task">
          <CodeBlock code={createTask(origin)} />
        </Step>
        <Step number={2} done={agents.length > 0} title="Register an agent">
          <CodeBlock code={registerAgent(origin)} />
        </Step>
        <Step number={3} done={polled} title="Poll the queue as that agent: it gets the task">
          <CodeBlock code={pollQueue(origin)} />
        </Step>
      </Steps>
    </section>
  );
}

const AUTH = '-H "Authorization: Bearer $MC_API_KEY"';
const JSON_BODY = "-H 'Content-Type: application/json'";

function createTask(origin: string): string {
  return `curl -X POST ${origin}/api/tasks \\
  ${AUTH} \\
  ${JSON_BODY} \\
  -d '{"title": "Say hello", "description": "One friendly sentence."}'`;
}

function registerAgent(origin: string): string {
  return `curl -X POST ${origin}/api/agents/register \\
  ${AUTH} \\
  ${JSON_BODY} \\
  -d '{"name": "scout", "role": "researcher"}'`;
}

function pollQueue(origin: string): string {
  return `curl "${origin}/api/tasks/queue?agent=scout" \\
  ${AUTH}`;
}
