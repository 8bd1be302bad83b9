import { SearchX } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { buttonVariants } from "@/components/ui/controls/button-variants";
import { EmptyState } from "@/components/ui/feedback/empty-state";

interface NoSuchTaskProps {
  /** Where to go instead. */
  href: string;
  action: string;
  /** How else it can be found. */
  children?: ReactNode;
}

/** The page of a task that is not there. */
export function NoSuchTask({ href, action, children }: NoSuchTaskProps) {
  return (
    <EmptyState
      isPage
      icon={SearchX}
      title="There is no such task"
      description={<>It was deleted, or the link is wrong. {children}</>}
    >
      <Link href={href} className={buttonVariants()}>
        {action}
      </Link>
    </EmptyState>
  );
}
