import { Plus } from "lucide-react";
import Link from "next/link";
import { buttonVariants } from "@/components/ui/controls/button-variants";
import type { Tested } from "@/lib/runtimes/test-connection";

/** The gateway's agents, each with the Baton agent that is called through it, or a button to create one. */
export function GatewayAgents({ agents }: { agents: Tested["agents"] }) {
  return (
    <section aria-labelledby="gateway-agents">
      <h3 id="gateway-agents" className="font-medium text-ink-3 text-xs">
        The gateway's agents
      </h3>
      <ul className="mt-1 divide-y divide-line rounded-md border">
        {agents.map(({ id, name, model, baton_agent }) => (
          <li key={id} className="flex min-h-11 items-center gap-3 px-3 py-1.5">
            <span className="min-w-0 flex-1">
              <span className="block truncate font-mono text-xs">{id}</span>
              <span className="block truncate text-ink-3 text-xs">
                {[name === id ? null : name, model].filter(Boolean).join(" · ")}
              </span>
            </span>
            {baton_agent ? (
              <Link
                href={`/agents/${encodeURIComponent(baton_agent)}`}
                className="shrink-0 rounded-sm text-accent-ink text-xs underline-offset-2 hover:underline"
              >
                Agent {baton_agent}
              </Link>
            ) : (
              <Link
                href={`/agents?create=true&openclaw=${encodeURIComponent(id)}`}
                className={buttonVariants({ size: "sm" })}
                aria-label={`Create agent for ${id}`}
              >
                <Plus className="size-3.5" />
                Create agent
              </Link>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
