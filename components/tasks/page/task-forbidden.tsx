import { Lock } from "lucide-react";
import Link from "next/link";
import { buttonVariants } from "@/components/ui/controls/button-variants";
import { EmptyState } from "@/components/ui/feedback/empty-state";

export function TaskForbidden() {
  return (
    <EmptyState
      isPage
      icon={Lock}
      title="You may not read this task"
      description="It belongs to a project that your account has no part in. Ask an admin."
    >
      <Link href="/inbox" className={buttonVariants()}>
        Go to the inbox
      </Link>
    </EmptyState>
  );
}
