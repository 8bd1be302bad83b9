import Link from "next/link";
import { cn } from "@/components/ui/cn";
import { workflowRunsHref } from "./links";

const TABS = [
  { id: "definitions", label: "Definitions", href: "/workflows" },
  { id: "runs", label: "Runs", href: workflowRunsHref() },
] as const;

/** What is defined, and what ran: the two lists of workflows. */
export function WorkflowTabs({ current }: { current: (typeof TABS)[number]["id"] }) {
  return (
    <nav aria-label="Workflows" className="flex shrink-0 items-center gap-4 border-b bg-panel px-4">
      {TABS.map(({ id, label, href }) => (
        <Link
          key={id}
          href={href}
          aria-current={id === current ? "page" : undefined}
          className={cn(
            "-mb-px inline-flex h-10 items-center border-transparent border-b-2 font-medium text-ink-2 text-sm hover:text-ink pointer-coarse:h-11",
            "focus-visible:-outline-offset-2",
            id === current && "border-accent text-ink",
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
