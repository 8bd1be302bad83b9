"use client";

import { createContext, type ReactNode, useContext, useMemo, useSyncExternalStore } from "react";
import { createFormat, type Format } from "./format";
import { cookieOf, READER_COOKIE, type Reader, readerHere, readerOf } from "./reader";

interface Rendered {
  format: Format;
  /** When the server rendered the page, in milliseconds. */
  renderedAt: number;
}

const RenderedContext = createContext<Rendered | null>(null);

/**
 * Gives the screens the reader's zone and region. The first paint is written with what the server knows (`reader`, from a
 * cookie); right after it, with what the browser says, which the cookie then keeps for the next page.
 */
export function FormatProvider({
  reader,
  renderedAt,
  children,
}: {
  reader: Reader;
  renderedAt: number;
  children: ReactNode;
}) {
  const server = cookieOf(reader);
  const said = useSyncExternalStore(subscribeToReader, readReader, () => server);
  const value = useMemo<Rendered>(
    () => ({ format: createFormat(readerOf(said, null)), renderedAt }),
    [said, renderedAt],
  );
  return <RenderedContext value={value}>{children}</RenderedContext>;
}

/** How the reader writes dates, times and amounts. */
export function useFormat(): Format {
  return useRendered().format;
}

/** The server's clock when it rendered the page: what hydration has to agree with. */
export function useRenderedAt(): number {
  return useRendered().renderedAt;
}

function useRendered(): Rendered {
  const rendered = useContext(RenderedContext);
  if (!rendered) throw new Error("FormatProvider is missing");
  return rendered;
}

/** People travel: the zone is read again when they come back to the page. */
function subscribeToReader(listener: () => void): () => void {
  const read = () => {
    rememberReader(readReader());
    listener();
  };
  rememberReader(readReader());
  document.addEventListener("visibilitychange", read);
  return () => document.removeEventListener("visibilitychange", read);
}

function readReader(): string {
  return cookieOf(readerHere());
}

function rememberReader(reader: string): void {
  const cookie = `${READER_COOKIE}=${encodeURIComponent(reader)}`;
  if (document.cookie.includes(cookie)) return;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing on plain-http addresses
  document.cookie = `${cookie}; path=/; max-age=31536000; samesite=lax`;
}
