import { expect, test } from "vitest";
import { aTask } from "@/components/sync/cache/task-fixture";
import { aRequest } from "@/components/sync/requests/request-fixture";
import type { InboxView } from "./inbox-view";
import { type RequestFeed, requestsIn } from "./requests/use-request-feed";
import { rowsOfAll } from "./rows";
import type { GroupFeed } from "./use-group-feed";

const EVERYTHING: InboxView = {
  group: "all",
  task: null,
  request: null,
  q: "",
  priority: [],
  assignee: [],
  label: [],
  project: null,
  sort: "newest",
};

test("what agents ask comes before every task, under its own heading", () => {
  const requests = {
    group: "requests",
    requests: [aRequest()],
    error: null,
  } as unknown as RequestFeed;
  const triage = { group: "triage", tasks: [aTask()], error: null } as unknown as GroupFeed;
  const rows = rowsOfAll([requests, triage], { requests: 1, triage: 1 });
  expect(rows.map(({ key }) => key)).toEqual([
    "requests-head",
    "request-1",
    "triage-head",
    "task-1",
  ]);
});

test("what the reader may answer comes first, then what has waited longest", () => {
  const requests = [aRequest({ id: 1, mine: false }), aRequest({ id: 2 }), aRequest({ id: 3 })];
  expect(requestsIn(requests, EVERYTHING).map(({ id }) => id)).toEqual([2, 3, 1]);
});

test.each([
  [{ q: "CACHE the" }, [1]],
  [{ assignee: ["otto"] }, [2]],
  [{ project: 7 }, [2]],
  [{ priority: ["high"] as InboxView["priority"] }, []],
])("the filter %o leaves %o", (filter, ids) => {
  const requests = [
    aRequest({ id: 1 }),
    aRequest({ id: 2, agent: "otto", project_id: 7, task_title: "Other work" }),
  ];
  expect(requestsIn(requests, { ...EVERYTHING, ...filter }).map(({ id }) => id)).toEqual(ids);
});
