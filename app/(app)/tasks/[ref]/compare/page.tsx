import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { ContestScreen } from "@/components/ask/contest/contest-screen";
import { FirstPaint } from "@/components/sync/data/first-paint";
import { pageContext } from "@/lib/auth/sessions/current-actor";
import { DomainError } from "@/lib/core/errors";
import { TaskPath } from "@/lib/tasks/schema";
import { readContest } from "@/lib/turns/best-of";
import { readHorizon } from "../../../horizon";

interface PageProps {
  params: Promise<{ ref: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const contest = await find((await params).ref);
  return { title: contest ? `Compare ${contest.group.ticket_ref}` : "Nothing to compare" };
}

/** The work of several agents on the same task, side by side. */
export default async function ContestPage({ params }: PageProps) {
  const contest = await find((await params).ref);
  if (contest === null) notFound();
  const horizon = await readHorizon();
  return (
    <FirstPaint horizon={horizon}>
      <ContestScreen key={contest.group.id} first={contest} />
    </FirstPaint>
  );
}

/** Null for a task that is not there, or was not given to several agents. */
const find = cache(async (ref: string) => {
  const path = TaskPath.safeParse({ id: decodeURIComponent(ref) });
  if (!path.success) return null;
  // The title of the page reads it too, maybe first.
  await readHorizon();
  try {
    return await readContest(await pageContext(), path.data.id);
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
});
