import { UserX } from "lucide-react";
import Link from "next/link";
import { buttonVariants } from "@/components/ui/controls/button-variants";
import { EmptyState } from "@/components/ui/feedback/empty-state";

/** Shown when there is no agent of this name, or no longer one. */
export function AgentGone({ name }: { name?: string }) {
  return (
    <EmptyState
      icon={UserX}
      title={name ? `There is no agent ${name}` : "There is no such agent"}
      description="It was deleted, or never registered. Its finished tasks and their costs are kept."
    >
      <Link href="/agents" className={buttonVariants()}>
        All agents
      </Link>
    </EmptyState>
  );
}
