import { expect, test, vi } from "vitest";
import type { ActionResult } from "@/lib/api/action";
import { saveWithEtag } from "./save-with-etag";

interface Thing {
  etag: string;
  name: string;
  note: string;
}

const STALE = { ok: false, code: "stale_etag", message: "has changed" } as const;

/** A server with one thing, which refuses an etag that is not its present one. */
function serverWith(now: Thing) {
  const send = vi.fn(
    async (etag: string): Promise<ActionResult<Thing>> =>
      etag === now.etag ? { ok: true, data: now } : STALE,
  );
  return { send, read: async () => now };
}

const seen: Thing = { etag: "1", name: "a", note: "" };
const renamed = { isContested: (now: Thing) => now.name !== seen.name };

test("a change of another field meanwhile does not stand in the way", async () => {
  const server = serverWith({ ...seen, etag: "2", note: "new" });
  const onConflict = vi.fn();
  const saved = await saveWithEtag({ seen, ...server, ...renamed, onConflict });
  expect(saved.ok).toBe(true);
  expect(server.send.mock.calls).toEqual([["1"], ["2"]]);
  expect(onConflict).not.toHaveBeenCalled();
});

test("a change of the same field meanwhile is asked about, and nothing is written", async () => {
  const server = serverWith({ ...seen, etag: "2", name: "b" });
  const saved = await saveWithEtag({
    seen,
    ...server,
    ...renamed,
    onConflict: async (now) => `It is ${now.name} now`,
  });
  expect(saved).toMatchObject({ ok: false, code: "conflict", message: "It is b now" });
  expect(server.send).toHaveBeenCalledTimes(1);
});

test("a refusal for another reason is the answer, without reading again", async () => {
  const read = vi.fn();
  const send = async (): Promise<ActionResult<Thing>> => ({
    ok: false,
    code: "invalid",
    message: "no",
  });
  const saved = await saveWithEtag({ seen, send, read, ...renamed, onConflict: vi.fn() });
  expect(saved).toMatchObject({ code: "invalid" });
  expect(read).not.toHaveBeenCalled();
});
