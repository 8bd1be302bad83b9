// @vitest-environment happy-dom
import { text } from "node:stream/consumers";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { isBailoutToCSRError } from "next/dist/shared/lib/lazy-dynamic/bailout-to-csr";
import { hydrateRoot } from "react-dom/client";
import { prerender } from "react-dom/static";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FormatProvider } from "@/components/format/format-provider";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { aTask } from "@/components/sync/cache/task-fixture";
import type { ReviewWire } from "@/lib/reviews/schema";
import { LateVerdicts } from "./late-verdicts";

// What Next puts in its place in the pages of `app`.
vi.mock("next/dynamic", async () => ({
  default: (await import("next/dist/shared/lib/app-dynamic")).default,
}));

beforeEach(() => {
  // React says here that one process is both a server and a browser.
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const TASK = aTask({ id: 7 });
const REVIEW: ReviewWire = {
  id: 1,
  task_id: TASK.id,
  reviewer: "ada",
  reviewer_kind: "user",
  status: "approved",
  notes: "",
  cycle: 0,
  resolution_hash: null,
  applied: true,
  override_reason: null,
  run_id: null,
  created_at: 0,
  workspace_id: 1,
};

const page = (client: QueryClient) => (
  <QueryClientProvider client={client}>
    <FormatProvider reader={{ zone: "UTC", locale: "en-GB" }} renderedAt={0}>
      <LateVerdicts task={TASK} />
    </FormatProvider>
  </QueryClientProvider>
);

async function renderedByServer() {
  vi.stubGlobal("window", undefined);
  const { prelude } = await prerender(page(new QueryClient()), {
    onError: (error) => (isBailoutToCSRError(error) ? error.digest : undefined),
  });
  const html = await text(prelude);
  vi.unstubAllGlobals();
  return html;
}

test("verdicts that were read before their code arrived are no mismatch with the server's page", async () => {
  document.body.innerHTML = `<div id="page">${await renderedByServer()}</div>`;
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
  client.setQueryData(queryKeys.taskPart(TASK.id, "reviews"), { reviews: [REVIEW] });
  const problems: unknown[] = [];
  const root = hydrateRoot(document.getElementById("page") as HTMLElement, page(client), {
    onRecoverableError: (error) => {
      const cause = error instanceof Error ? (error.cause ?? error) : error;
      if (!isBailoutToCSRError(cause)) problems.push(error);
    },
  });
  await vi.waitFor(() => expect(document.querySelector("#review-1")?.textContent).toContain("ada"));
  expect(problems).toEqual([]);
  root.unmount();
});
