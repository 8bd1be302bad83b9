import type { Metadata } from "next";
import { headers } from "next/headers";
import { FirstPaint } from "@/components/sync/data/first-paint";
import { WorkersScreen } from "@/components/workers/workers-screen";
import { pageContext } from "@/lib/auth/sessions/current-actor";
import { isSecure } from "@/lib/auth/sign-in/client-address";
import { listWorkers } from "@/lib/workers/list";
import { workerToWire } from "@/lib/workers/row";
import { readHorizon } from "../horizon";

export const metadata: Metadata = { title: "Workers" };

export default async function WorkersPage() {
  const ctx = await pageContext();
  const horizon = await readHorizon();
  const now = ctx.clock.now();
  const workers = await listWorkers(ctx, { ended: false });
  const head = await headers();
  return (
    <FirstPaint horizon={horizon}>
      <WorkersScreen
        workers={workers.map((worker) => workerToWire(worker, now))}
        origin={`${isSecure(head) ? "https" : "http"}://${head.get("host") ?? "127.0.0.1:3000"}`}
      />
    </FirstPaint>
  );
}
