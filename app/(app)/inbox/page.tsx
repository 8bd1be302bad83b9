import type { Metadata } from "next";
import { cookies } from "next/headers";
import { DISMISSED_COOKIE, dismissedIn } from "@/components/inbox/dismissed-notices";
import { TASK_GROUP_IDS, type TaskGroupId } from "@/components/inbox/groups";
import { InboxScreen } from "@/components/inbox/inbox-screen";
import { groupFilter, inboxParsers } from "@/components/inbox/inbox-view";
import { addressOf, type SearchParams } from "@/components/sync/address/parsers";
import type { TaskPageWire } from "@/components/sync/cache/read-lists";
import { FIRST_PAGE } from "@/components/sync/cache/task-feed";
import { filterQuery } from "@/components/sync/cache/task-filter";
import { FirstPaint } from "@/components/sync/data/first-paint";
import { OPEN_AT_ONCE } from "@/components/tasks/requests/open-at-once";
import { pageContext } from "@/lib/auth/sessions/current-actor";
import type { Context } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { noticeToWire } from "@/lib/dispatch/notice-wire";
import { listNotices } from "@/lib/dispatch/notices";
import { parse } from "@/lib/http/validate";
import { listRequests } from "@/lib/requests/find";
import { requestToWire } from "@/lib/requests/row";
import { ListRequests } from "@/lib/requests/schema";
import { getTask, waitingOn } from "@/lib/tasks/read/detail";
import { listTasks } from "@/lib/tasks/read/list";
import { ListTasks } from "@/lib/tasks/schema";
import type { TaskWire } from "@/lib/tasks/shapes";
import { taskToWire } from "@/lib/tasks/wire";
import { readHorizon } from "../horizon";

export const metadata: Metadata = { title: "Inbox" };

export default async function InboxPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await pageContext();
  const horizon = await readHorizon();
  const view = await addressOf(inboxParsers, searchParams);
  const [pages, openTask, agent, notices, requests, jar] = await Promise.all([
    Promise.all(
      TASK_GROUP_IDS.map((group) =>
        readFeed(ctx, filterQuery(groupFilter(group, view), FIRST_PAGE)),
      ),
    ),
    view.task ? readTask(ctx, view.task) : null,
    ctx.db.agent.findFirst({ select: { id: true } }),
    listNotices(ctx),
    listRequests(
      ctx,
      parse(ListRequests, { status: "open", limit: String(OPEN_AT_ONCE) }, "query"),
    ),
    cookies(),
  ]);
  const first = {
    view,
    pages: Object.fromEntries(
      TASK_GROUP_IDS.map((group, index) => [group, pages[index]]),
    ) as Record<TaskGroupId, TaskPageWire>,
    requests: {
      requests: requests.requests.map((request) => requestToWire(request, ctx.actor)),
      open: requests.open,
      next_cursor: requests.next,
    },
  };
  return (
    <FirstPaint horizon={horizon}>
      <InboxScreen
        first={first}
        openTask={openTask}
        noAgents={agent === null}
        notices={{
          notices: notices.map(noticeToWire),
          dismissed: dismissedIn(jar.get(DISMISSED_COOKIE)?.value),
        }}
      />
    </FirstPaint>
  );
}

/** The same as GET /api/tasks with this query. */
async function readFeed(ctx: Context, query: string): Promise<TaskPageWire> {
  const page = await listTasks(
    ctx,
    parse(ListTasks, Object.fromEntries(new URLSearchParams(query)), "query"),
  );
  const waiting = await waitingOn(ctx.db, page.tasks);
  return {
    tasks: page.tasks.map((task) => taskToWire(task, waiting.get(task.id))),
    total: page.total,
    next_cursor: page.nextCursor,
  };
}

async function readTask(ctx: Context, ref: string): Promise<TaskWire | null> {
  const found = await getTask(ctx, ref).catch((error: unknown) => {
    if (error instanceof DomainError && error.code !== "unavailable") return null;
    throw error;
  });
  return found && taskToWire(found.task, found.waitingOn);
}
