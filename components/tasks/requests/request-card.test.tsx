// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, type ReactNode } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FormatProvider } from "@/components/format/format-provider";
import { drafts } from "@/components/forms/drafts/drafts";
import { availableCommands, keysOf } from "@/components/shell/keys/command-registry";
import { aRequest } from "@/components/sync/requests/request-fixture";
import { ViewerProvider } from "@/components/sync/viewer";
import type { RequestWire } from "@/lib/requests/shapes";
import { draftPlace } from "./answer";
import { pendingAnswers } from "./pending-answers";
import { RequestCard } from "./request-card";
import { RequestCommands } from "./request-commands";

let root: Root;

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  document.body.innerHTML = '<div id="page"></div>';
  root = createRoot(document.getElementById("page") as HTMLElement);
});
afterEach(() => {
  act(() => root.unmount());
  pendingAnswers.takeBack(1);
  type("");
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function show(content: ReactNode, role: "viewer" | "operator" = "operator") {
  const viewer = { name: "Ada Byron", username: "ada", role };
  act(() =>
    root.render(
      <QueryClientProvider client={new QueryClient()}>
        <FormatProvider reader={{ zone: "UTC", locale: "en-GB" }} renderedAt={Date.now()}>
          <ViewerProvider viewer={viewer}>{content}</ViewerProvider>
        </FormatProvider>
      </QueryClientProvider>,
    ),
  );
}

const card = (request: RequestWire) => <RequestCard request={request} level={2} hasKeys />;
const text = () => document.body.textContent ?? "";
const buttons = () => [...document.querySelectorAll("button")].map((one) => one.textContent);

function type(words: string) {
  const { object, field } = draftPlace(1);
  drafts.write("ada", object, field, words === "" ? null : { value: words, base: "" });
}

/** Presses a key as the shell would have it act. */
function press(keys: string) {
  const command = availableCommands().find((one) => keysOf(one).includes(keys));
  act(() => command?.run());
}

test("whoever may answer sees the answers with their keys, and the proposed one marked", () => {
  show(card(aRequest()));
  expect(buttons()).toEqual(
    expect.arrayContaining(["1Redis", "2PostgreSQLproposedWhat we run already.Enter", "3Neither"]),
  );
});

test("whoever may not answer reads whom it waits for, and finds nothing to press", () => {
  show(card(aRequest({ mine: false, may_answer: ["dana"] })));
  expect(text()).toContain("Waits for dana.");
  expect(document.querySelectorAll("button, textarea")).toHaveLength(0);
  show(card(aRequest()), "viewer");
  expect(document.querySelectorAll("button, textarea")).toHaveLength(0);
});

test("another's answer that came first is said in words, and what was typed is kept", () => {
  type("Redis, but only if");
  show(card(aRequest()));
  expect(document.querySelector("textarea")?.value).toBe("Redis, but only if");
  const answer = { option: "postgres", label: "PostgreSQL", text: null };
  show(card(aRequest({ state: "answered", mine: false, answer, closed_by: "Dana Ruiz" })));
  expect(text()).toContain("Dana Ruiz answered “PostgreSQL”");
  expect(text()).toContain("Redis, but only if");
});

test("a key gives an answer that counts in ten seconds, with what was typed as its note", () => {
  type("for now");
  const request = aRequest();
  show(
    <>
      {card(request)}
      <RequestCommands request={request} isOpen />
    </>,
  );
  press("3");
  expect(pendingAnswers.list()).toMatchObject([
    { answer: { option: "none", text: "for now" }, words: "Neither", phase: "counting" },
  ]);
  expect(text()).toContain("“Neither” counts");
  act(() => document.querySelector("button")?.click());
  expect(pendingAnswers.list()).toEqual([]);
  press("enter");
  expect(pendingAnswers.list()).toMatchObject([{ answer: { option: "postgres" } }]);
});

test("keys do nothing for whoever may not answer, and Enter nothing before all of it is in view", () => {
  show(<RequestCommands request={aRequest({ mine: false })} isOpen />);
  for (const keys of ["1", "enter", "r"]) press(keys);
  show(<RequestCommands request={aRequest()} isOpen={false} />);
  press("enter");
  expect(pendingAnswers.list()).toEqual([]);
});
