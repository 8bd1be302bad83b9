import { SearchX } from "lucide-react";
import Link from "next/link";
import { buttonVariants } from "@/components/ui/button-variants";
import { EmptyState } from "@/components/ui/empty-state";
import { Keys } from "@/components/ui/keys";

export default function TaskNotFound() {
  return (
    <EmptyState
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
