import { SearchX } from "lucide-react";
import Link from "next/link";
import { buttonVariants } from "@/components/ui/controls/button-variants";
import { EmptyState } from "@/components/ui/feedback/empty-state";

export default function NoSuchTask() {
  return (
    <EmptyState
      isPage
      icon={SearchX}
      title="There is no such task"
      description="It was deleted, or the link is wrong."
    >
      <Link href="/canvas" className={buttonVariants()}>
        Show the whole canvas
      </Link>
    </EmptyState>
  );
}
