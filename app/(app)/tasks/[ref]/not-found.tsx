import { SearchX } from "lucide-react";
import Link from "next/link";
import { buttonVariants } from "@/components/ui/controls/button-variants";
import { Keys } from "@/components/ui/display/keys";
import { EmptyState } from "@/components/ui/feedback/empty-state";

export default function TaskNotFound() {
  return (
    <EmptyState
      isPage
      icon={SearchX}
      title="There is no such task"
      description={
        <>
          It was deleted, or the link is wrong. Find it by its words with <Keys keys="mod+k" />.
        </>
      }
    >
      <Link href="/inbox" className={buttonVariants()}>
        Go to the inbox
      </Link>
    </EmptyState>
  );
}
