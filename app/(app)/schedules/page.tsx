import type { Metadata } from "next";
import { SchedulesScreen } from "@/components/schedules/schedules-screen";
import { FirstPaint } from "@/components/sync/data/first-paint";
import { pageContext } from "@/lib/auth/sessions/current-actor";
import { everySchedule } from "@/lib/schedules/queries";
import { readHorizon } from "../horizon";

export const metadata: Metadata = { title: "Schedules" };

export default async function SchedulesPage() {
  const ctx = await pageContext();
  const horizon = await readHorizon();
  return (
    <FirstPaint horizon={horizon}>
      <SchedulesScreen schedules={await everySchedule(ctx)} />
    </FirstPaint>
  );
}
