import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { signOut } from "@/app/(auth)/actions";
import { DraftKeeper } from "@/components/forms/drafts/drafts";
import { ProofDialog } from "@/components/forms/proof-dialog";
import { LiveShell } from "@/components/shell/live-shell";
import { SIDEBAR_COOKIE } from "@/components/shell/sidebar-cookie";
import { FirstPaint } from "@/components/sync/data/first-paint";
import { LiveProvider } from "@/components/sync/stream/live-provider";
import { ViewerProvider } from "@/components/sync/viewer";
import { CreateTaskDialog } from "@/components/tasks/create/create-task-dialog";
import { PendingBar } from "@/components/tasks/pending/pending-bar";
import { pageContext } from "@/lib/auth/sessions/current-actor";
import { personOf } from "@/lib/auth/sessions/sessions";
import { config } from "@/lib/core/config";
import { countCards } from "@/lib/notifications/cards";
import { workload } from "@/lib/tasks/queue/workload";
import { readHorizon } from "./horizon";

export default async function SignedInLayout({ children }: { children: ReactNode }) {
  const ctx = await pageContext();
  const horizon = await readHorizon();
  const load = await workload(ctx);
  const { actor } = ctx;
  const person = personOf(ctx);
  return (
    <LiveProvider since={Number(horizon)} user={person.id} build={config.build}>
      <FirstPaint horizon={horizon}>
        <ViewerProvider viewer={{ name: actor.name, username: person.username, role: actor.role }}>
          <LiveShell
            user={{ name: actor.name, role: actor.role }}
            signOut={signOut}
            sidebarCollapsed={(await cookies()).get(SIDEBAR_COOKIE)?.value === "collapsed"}
            unseen={(await countCards(ctx)).unseen}
            workload={{
              needs_person: load.needsPerson,
              requests: load.requests,
              stale: load.stale,
              queue: { by_status: load.byStatus },
            }}
          >
            {children}
          </LiveShell>
          <DraftKeeper />
          <CreateTaskDialog />
          <PendingBar />
          <ProofDialog signOut={signOut} />
        </ViewerProvider>
      </FirstPaint>
    </LiveProvider>
  );
}
