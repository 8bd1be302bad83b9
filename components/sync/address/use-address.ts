"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useEffect, useLayoutEffect, useMemo, useSyncExternalStore } from "react";
import { createStore } from "@/components/ui/create-store";
import { type Fields, readFields, type ValuesOf, withFields } from "./parsers";

interface Written {
  path: string;
  search: string;
  /** What the router may still say until it has followed: where the writing began, and what was written since. */
  before: ReadonlySet<string>;
}

/** The query that was written last, until the router has followed. A field that one types in cannot wait for that. */
const written = createStore<Written | null>(null);
const nothingWritten = () => null;

const normal = (search: string): string => new URLSearchParams(search).toString();

/** What of the address a screen shows: what was written, unless the router has gone elsewhere since. */
export function searchOf(last: Written | null, path: string, followed: string): string {
  return last?.path === path && last.before.has(followed) ? last.search : followed;
}

function useSearch(): { path: string; search: string; followed: string } {
  const path = usePathname();
  const followed = useSearchParams().toString();
  const last = useSyncExternalStore(written.subscribe, written.get, nothingWritten);
  useLayoutEffect(() => {
    const now = written.get();
    if (now && (now.path !== path || normal(now.search) === followed)) written.set(null);
  }, [path, followed]);
  useEffect(() => {
    const forget = () => written.set(null);
    window.addEventListener("popstate", forget);
    return () => window.removeEventListener("popstate", forget);
  }, []);
  return { path, followed, search: searchOf(last, path, followed) };
}

type Change<F extends Fields> = { [Name in keyof F]?: ValuesOf<F>[Name] | null };
type SetAddress<F extends Fields> = (
  change: Change<F> | ((before: ValuesOf<F>) => Change<F>),
  options?: AddressOptions,
) => void;

interface AddressOptions {
  /** `push` makes a step that Back returns from. */
  history?: "push" | "replace";
}

/**
 * The part of a screen's state that is in its address, and how to change it: fields that are not named stay. `fields` is the same
 * object each time. The address is written at once, and the server is not asked.
 */
export function useAddress<F extends Fields>(
  fields: F,
  { history = "replace" }: AddressOptions = {},
): [ValuesOf<F>, SetAddress<F>] {
  const { path, followed, search } = useSearch();
  const values = useMemo(() => readFields(fields, new URLSearchParams(search)), [fields, search]);
  const set = useCallback<SetAddress<F>>(
    (change, options) => {
      const last = written.get();
      const now = searchOf(last, path, followed);
      const wanted =
        typeof change === "function"
          ? change(readFields(fields, new URLSearchParams(now)))
          : change;
      const next = withFields(fields, now, wanted);
      if (normal(next) === normal(now)) return;
      const known = last?.path === path ? last.before : [];
      written.set({ path, search: next, before: new Set([...known, followed, normal(next)]) });
      writeAddress(next, options?.history ?? history);
    },
    [fields, path, followed, history],
  );
  return [values, set];
}

/** How long a browser that refuses to write the address, because it was written too often, is left alone. */
const REFUSED_MS = 1_000;
let again: ReturnType<typeof setTimeout> | undefined;

function writeAddress(search: string, history: "push" | "replace") {
  clearTimeout(again);
  const { pathname, hash } = window.location;
  const url = `${pathname}${search === "" ? "" : `?${search}`}${hash}`;
  try {
    window.history[history === "push" ? "pushState" : "replaceState"](null, "", url);
  } catch {
    again = setTimeout(() => {
      if (window.location.pathname === pathname) writeAddress(search, history);
    }, REFUSED_MS);
  }
}
