import { SearchX } from "lucide-react";
import Link from "next/link";
import { buttonVariants } from "@/components/ui/controls/button-variants";
import { EmptyState } from "@/components/ui/feedback/empty-state";

export default function WorkflowNotFound() {
  return (
    <EmptyState
      isPage
      icon={SearchX}
      title="There is no such workflow"
      description="The link is wrong, or it belongs to a project that you have no part in."
    >
      <Link href="/workflows" className={buttonVariants()}>
        All workflows
      </Link>
    </EmptyState>
  );
}
