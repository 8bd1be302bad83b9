import { ChevronRight, Ellipsis, Trash2 } from "lucide-react";
import Link from "next/link";
import { CapacityMeter } from "@/components/agents/fleet/capacity-meter";
import { RUNTIME } from "@/components/agents/runtimes";
import { buttonVariants } from "@/components/ui/controls/button-variants";
import { Avatar } from "@/components/ui/display/avatar";
import { PresenceDot } from "@/components/ui/display/presence-dot";
import { RelativeTime } from "@/components/ui/display/relative-time";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/overlays/dropdown-menu";
import type { AgentWire } from "@/lib/agents/shapes";

type AgentHeaderProps = { agent: AgentWire; onDelete?: () => void };

export function AgentHeader({ agent, onDelete }: AgentHeaderProps) {
  return (
    <header className="top-0 z-10 flex min-h-14 shrink-0 items-center gap-3 border-b bg-panel px-4 py-2 sm:sticky">
      <Avatar name={agent.name} size="lg" />
      <div className="min-w-0 flex-1">
        <div className="flex min-w-0 items-center gap-1 text-base">
          <Link href="/agents" className="rounded-sm text-ink-3 hover:text-ink max-sm:hidden">
            Agents
          </Link>
          <ChevronRight aria-hidden className="size-3.5 shrink-0 text-ink-3 max-sm:hidden" />
          <h1 className="wrap-anywhere min-w-0 font-semibold leading-5">{agent.name}</h1>
        </div>
        <div className="flex min-w-0 flex-wrap items-center gap-x-2 text-ink-3 text-xs">
          <PresenceDot presence={agent.status} />
          <span className="wrap-anywhere min-w-0">
            {agent.role} · {RUNTIME[agent.runtime].label}
          </span>
          <CapacityMeter
            taken={agent.in_progress}
            capacity={agent.max_capacity}
            className="sm:hidden"
          />
          <span className="max-sm:hidden">
            {agent.last_seen === null ? (
              "Never seen"
            ) : (
              <>
                Last sign of life <RelativeTime time={agent.last_seen} />
              </>
            )}
          </span>
        </div>
      </div>
      <CapacityMeter
        taken={agent.in_progress}
        capacity={agent.max_capacity}
        className="max-sm:hidden"
      />
      <Link
        href={`/ask?agents=${encodeURIComponent(agent.name)}`}
        prefetch={false}
        className={buttonVariants({ size: "sm" })}
      >
        Ask
        <span className="sr-only"> {agent.name} something</span>
      </Link>
      {onDelete ? (
        <DropdownMenu>
          <DropdownMenuTrigger
            aria-label="More actions"
            className={buttonVariants({ variant: "ghost", size: "icon" })}
          >
            <Ellipsis className="size-4" />
          </DropdownMenuTrigger>
          <DropdownMenuContent align="end">
            <DropdownMenuItem tone="danger" onSelect={() => requestAnimationFrame(onDelete)}>
              <Trash2 />
              Delete agent
            </DropdownMenuItem>
          </DropdownMenuContent>
        </DropdownMenu>
      ) : null}
    </header>
  );
}
