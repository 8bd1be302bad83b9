import { SearchX } from "lucide-react";
import Link from "next/link";
import { buttonVariants } from "@/components/ui/controls/button-variants";
import { EmptyState } from "@/components/ui/feedback/empty-state";

export default function WorkflowRunNotFound() {
  return (
    <EmptyState
      isPage
      icon={SearchX}
      title="There is no such run"
      description="It was deleted, the link is wrong, or it belongs to a project that you have no part in."
    >
      <Link href="/workflow-runs" className={buttonVariants()}>
        Go to the runs
      </Link>
    </EmptyState>
  );
}
