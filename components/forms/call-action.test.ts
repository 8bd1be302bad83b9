import { afterEach, expect, test, vi } from "vitest";
import { onCallFailure } from "@/components/sync/stream/call-failures";
import { callAction, mayTryAgain } from "./call-action";

afterEach(() => vi.useRealTimers());

const throwing = (error: unknown) => callAction(() => Promise.reject(error));

test("a result and a refusal pass as they are", async () => {
  expect(await callAction(async () => ({ ok: true as const, data: 1 }))).toEqual({
    ok: true,
    data: 1,
  });
  const refusal = { ok: false as const, code: "forbidden", message: "Requires admin" };
  expect(await callAction(async () => refusal)).toBe(refusal);
  expect(mayTryAgain(refusal)).toBe(false);
});

test("a call that does not arrive is a refusal that can be tried again", async () => {
  const answer = await throwing(new TypeError("Failed to fetch"));
  expect(answer).toMatchObject({ ok: false, code: "unavailable" });
  expect(answer).toHaveProperty("fix", "check your connection and try again");
  expect(!answer.ok && mayTryAgain(answer)).toBe(true);
});

test("a server that fails is told apart from a connection that fails", async () => {
  const answer = await throwing(new Error("An unexpected response was received from the server."));
  expect(answer).toMatchObject({ code: "unavailable", message: "The server failed to answer" });
});

test("an action that the server no longer knows asks for a reload", async () => {
  const error = Object.assign(new Error("Server Action was not found"), {
    name: "UnrecognizedActionError",
  });
  expect(await throwing(error)).toMatchObject({
    code: "new_build",
    fix: expect.stringContaining("reload"),
  });
});

test("a redirect to the sign-in says that the session has ended", async () => {
  const redirect = Object.assign(new Error("NEXT_REDIRECT"), { digest: "NEXT_REDIRECT;replace;/" });
  expect(await throwing(redirect)).toMatchObject({ code: "unauthenticated" });
  expect(await callAction(async () => undefined as never)).toMatchObject({
    code: "unauthenticated",
  });
});

test("a call without an answer ends after a minute", async () => {
  vi.useFakeTimers();
  const answer = callAction(() => new Promise<never>(() => undefined));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await answer).toMatchObject({
    code: "unavailable",
    message: expect.stringContaining("may still do it"),
  });
});

test("the connection hears of what concerns it, and of no other refusal", async () => {
  const heard: string[] = [];
  const stop = onCallFailure((failure) => heard.push(failure));
  await throwing(new TypeError("Failed to fetch"));
  await throwing(Object.assign(new Error("not found"), { name: "UnrecognizedActionError" }));
  await callAction(async () => ({ ok: false, code: "unauthenticated", message: "It has ended" }));
  await callAction(async () => ({ ok: false, code: "forbidden", message: "Requires admin" }));
  await callAction(async () => ({ ok: true, data: 1 }));
  stop();
  expect(heard).toEqual(["unreachable", "updated", "signed_out"]);
});
