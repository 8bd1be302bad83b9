import { Compass } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { buttonVariants } from "@/components/ui/controls/button-variants";
import { EmptyState } from "@/components/ui/feedback/empty-state";

export const metadata: Metadata = { title: "No such page" };

/** For an address that is no screen. Tasks and agents that do not exist say so on their own. */
export default function NotFound() {
  return (
    <main id="main" tabIndex={-1} className="flex min-h-dvh flex-col bg-canvas outline-none">
      <EmptyState
        isPage
        icon={Compass}
        title="There is no such page"
        description="The address is wrong, or the screen has another one now."
      >
        <Link href="/inbox" className={buttonVariants({ variant: "primary" })}>
          Go to the inbox
        </Link>
      </EmptyState>
    </main>
  );
}
