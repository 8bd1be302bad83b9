// @vitest-environment happy-dom
import { text } from "node:stream/consumers";
import { act, type ReactNode, Suspense } from "react";
import { hydrateRoot } from "react-dom/client";
import { prerender } from "react-dom/static";
import { afterEach, expect, test, vi } from "vitest";
import { ResultText } from "./result-text";

/** The browser's code for results comes when the test lets it; the server has it. */
const code = vi.hoisted(() => {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { arrived: promise, arrive: resolve };
});
vi.mock("./result-rendered", async (original) => {
  await code.arrived;
  return original();
});
// What Next puts in its place in the pages of `app`.
vi.mock("next/dynamic", async () => ({
  default: (await import("next/dist/shared/lib/app-dynamic")).default,
}));

afterEach(() => {
  vi.unstubAllGlobals();
});

const RESULT = "Done **well**.";
const { ResultRendered } =
  await vi.importActual<typeof import("./result-rendered")>("./result-rendered");

const inPage = (result: ReactNode, times: number) => <section title={`${times}`}>{result}</section>;

test("what the server rendered of a result stays while what is around it changes before its code is there", async () => {
  vi.stubGlobal("window", undefined);
  const served = inPage(
    <Suspense>
      <ResultRendered text={RESULT} />
    </Suspense>,
    1,
  );
  const html = await text((await prerender(served)).prelude);
  vi.unstubAllGlobals();
  document.body.innerHTML = `<div id="page">${html}</div>`;
  const rendered = document.querySelector("strong");
  expect(rendered?.textContent).toBe("well");

  const page = (times: number) => inPage(<ResultText text={RESULT} />, times);
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  const container = document.getElementById("page") as HTMLElement;
  const root = await act(async () => hydrateRoot(container, page(1)));
  await act(async () => root.render(page(2)));
  expect(document.querySelector("section")?.title).toBe("2");
  expect(document.querySelector("strong")).toBe(rendered);

  await act(async () => code.arrive());
  expect(document.querySelector("strong")).toBe(rendered);
  await act(async () => root.unmount());
});
