"use client";

import { ArrowDownToLine, X } from "lucide-react";
import {
  type KeyboardEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { cn } from "@/components/ui/cn";
import { Button } from "@/components/ui/controls/button";
import { CopyButton } from "@/components/ui/controls/copy-button";
import { IconButton } from "@/components/ui/controls/icon-button";
import { type Found, findWords, type Match, matchFrom, NOTHING_FOUND } from "./find-lines";
import { hashOf, isIn, type LineRange, pressed } from "./line-range";
import type { LogViewKind } from "./log-layout";
import { LogLineRow } from "./log-line";
import { LogSearch } from "./log-search";
import type { Mark } from "./pieces";
import { lineAt, lineCount, type RunLog } from "./run-log";
import { useLogWindow } from "./use-log-window";

interface LogViewProps {
  log: RunLog;
  /** The accessible name of the log. */
  label?: string;
  /** The address of the run's page, where the lines of this log have their links. Empty on that page. */
  base?: string;
  /** The lines that the address points at. */
  range?: LineRange | null;
  onRange?: (range: LineRange | null) => void;
  /** Where it opens, from 0; null until that is known. */
  start?: number | "end" | null;
  view?: LogViewKind;
  /** Where there is a search: a function that brings the focus to it is handed out here. */
  onSearchReady?: (focus: () => void) => void;
  /** Beside the search. */
  tools?: ReactNode;
  className?: string;
}

const NO_MARKS: readonly Mark[] = [];
const NONE: ReadonlySet<number> = new Set();

/**
 * A log of any length: its lines by kind, with colours, numbers that are links, calls with their arguments folded away. It stays at its end
 * while the run goes on, until the reader scrolls back.
 */
export function LogView({
  log,
  label = "Log",
  base = "",
  range = null,
  onRange,
  start = "end",
  view = "all",
  onSearchReady,
  tools,
  className,
}: LogViewProps) {
  const [unfolded, setUnfolded] = useState(NONE);
  const [cursor, setCursor] = useState<number | null>(null);
  const wanted = useRef<number | null>(null);
  const lines = useLogWindow({ log, view, unfolded, stop: cursor, start });
  const search = useLogSearch(log, lines.first, lines.show);
  const field = useRef<HTMLInputElement>(null);

  useEffect(() => onSearchReady?.(() => field.current?.select()), [onSearchReady]);

  // The line that a key went to may only now be in the document.
  useEffect(() => {
    if (wanted.current === null) return;
    const row = lines.list.current?.querySelector(`[data-line="${wanted.current}"] [data-stop]`);
    if (!(row instanceof HTMLElement)) return;
    wanted.current = null;
    row.focus({ preventScroll: true });
  });

  const press = useCallback(
    (number: number, extend: boolean) => {
      setCursor(number - 1);
      onRange?.(pressed(range, number, extend));
    },
    [onRange, range],
  );
  const fold = useCallback(
    (number: number) =>
      setUnfolded((before) => {
        const after = new Set(before);
        if (!after.delete(number - 1)) after.add(number - 1);
        return after;
      }),
    [],
  );

  function onKeyDown(event: KeyboardEvent) {
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    const row = event.target instanceof Element ? event.target.closest("[data-line]") : null;
    if (!(row instanceof HTMLElement)) return;
    const at = Number(row.dataset.line);
    const to = goesTo(event.key, at);
    if (to !== null) {
      event.preventDefault();
      wanted.current = to;
      setCursor(to);
      lines.show(to);
      if (event.shiftKey)
        onRange?.(pressed(range ?? { first: at + 1, last: at + 1 }, to + 1, true));
      return;
    }
    if (event.key !== "ArrowRight" && event.key !== "ArrowLeft") return;
    event.preventDefault();
    if (unfolded.has(at) !== (event.key === "ArrowRight")) fold(at + 1);
  }

  function goesTo(key: string, from: number): number | null {
    if (key === "ArrowDown") return lines.next(from, 1);
    if (key === "ArrowUp") return lines.next(from, -1);
    if (key === "Home") return lines.next(-1, 1);
    if (key === "End") return lines.next(lineCount(log), -1);
    return null;
  }

  const stop = cursor ?? (range ? range.first - 1 : lines.first);
  return (
    <div className={cn("flex min-h-0 min-w-0 flex-col", className)}>
      {onSearchReady ? (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-b px-4 py-1.5 max-md:px-3">
          <LogSearch
            ref={field}
            found={search.found}
            current={search.current}
            onSearch={search.search}
            onStep={search.step}
            onLeave={() => lines.scroller.current?.focus()}
          />
          {tools}
        </div>
      ) : null}
      <div className="relative flex min-h-0 flex-1 flex-col">
        <section
          ref={lines.scroller}
          aria-label={label}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: an area that scrolls must be reachable by keyboard
          tabIndex={0}
          onScroll={lines.onScroll}
          className="min-h-0 flex-1 overflow-y-auto overscroll-contain py-1.5 [overflow-anchor:none] focus-visible:-outline-offset-2"
        >
          <ol
            ref={lines.list}
            aria-label="Lines"
            onKeyDown={onKeyDown}
            className="relative contain-layout"
          >
            {lines.shown.map(({ index, top }) => {
              const line = lineAt(log, index);
              return line ? (
                <LogLineRow
                  key={index}
                  line={line}
                  number={index + 1}
                  top={top}
                  base={base}
                  isStop={index === stop}
                  isPointed={isIn(range, index + 1)}
                  isUnfolded={unfolded.has(index)}
                  marks={search.marksOf(index)}
                  onPress={press}
                  onFold={fold}
                />
              ) : null;
            })}
          </ol>
        </section>
        <div className="pointer-events-none absolute inset-x-0 bottom-3 flex flex-wrap justify-center gap-2 px-3 *:pointer-events-auto">
          {log.isOpen && !lines.isFollowing ? (
            <Button size="sm" onClick={lines.follow} className="shadow-raised">
              <ArrowDownToLine aria-hidden className="size-3.5" />
              Follow the end
            </Button>
          ) : null}
          {range && onRange ? (
            <PointedLines log={log} range={range} onClose={() => onRange(null)} />
          ) : null}
        </div>
      </div>
    </div>
  );
}

interface PointedLinesProps {
  log: RunLog;
  range: LineRange;
  onClose: () => void;
}

/** What can be done with the lines that the address points at. */
function PointedLines({ log, range, onClose }: PointedLinesProps) {
  const { first, last } = range;
  const text = useMemo(
    () =>
      Array.from(
        { length: Math.max(0, Math.min(last, lineCount(log)) - first + 1) },
        (_, at) => lineAt(log, first - 1 + at)?.text ?? "",
      ).join("\n"),
    [log, first, last],
  );
  return (
    <div className="flex items-center gap-1 rounded-lg border border-line-strong bg-raised py-0.5 pr-0.5 pl-3 text-sm shadow-raised">
      <span className="mr-1 tabular-nums">
        {first === last ? `Line ${first}` : `Lines ${first} to ${last}`}
      </span>
      <CopyButton
        value={`${location.origin}${location.pathname}${location.search}${hashOf(range)}`}
        label="Copy link"
        withLabel
      />
      <CopyButton value={text} label="Copy text" withLabel />
      <IconButton label="Point at no line" size="icon-sm" onClick={onClose}>
        <X className="size-4" />
      </IconButton>
    </div>
  );
}

/** What is searched for in a log, and where the search is. It goes on from the first line in view. */
function useLogSearch(log: RunLog, first: number, show: (line: number) => void) {
  const [words, search] = useState("");
  const [current, setCurrent] = useState(-1);
  const [kept, setKept] = useState<Found>(NOTHING_FOUND);
  const found = useMemo(() => findWords(log, words, kept), [log, words, kept]);
  if (found.words !== kept.words || found.through !== kept.through) setKept(found);
  const { matches } = found;

  function goTo(at: number) {
    const match = matches[at];
    setCurrent(match ? at : -1);
    if (match) show(match.line);
  }
  return {
    found,
    current,
    search(next: string) {
      const now = findWords(log, next);
      const place = matchFrom(now.matches, first);
      const match = now.matches[place];
      search(next);
      setKept(now);
      setCurrent(match ? place : -1);
      if (match) show(match.line);
    },
    step(step: 1 | -1) {
      if (matches.length === 0) return;
      const from = current === -1 ? matchFrom(matches, first) - (step === 1 ? 1 : 0) : current;
      goTo((from + step + matches.length) % matches.length);
    },
    marksOf: (line: number): readonly Mark[] => marksOf(matches, line, matches[current]),
  };
}

function marksOf(
  matches: readonly Match[],
  line: number,
  current: Match | undefined,
): readonly Mark[] {
  const at = matchFrom(matches, line);
  if (at === -1 || matches[at]?.line !== line) return NO_MARKS;
  const marks: Mark[] = [];
  for (let next = at; matches[next]?.line === line; next++) {
    const match = matches[next];
    if (match) marks.push({ from: match.from, to: match.to, isCurrent: match === current });
  }
  return marks;
}
