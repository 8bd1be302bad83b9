"use client";

import { useQuery } from "@tanstack/react-query";
import { memo, useLayoutEffect, useRef } from "react";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { ReadingProblem } from "@/components/sync/reading-problem";
import type { RunChunksWire } from "@/lib/runs/shapes";
import { NO_OUTPUT, type RunOutput, withChunks } from "./output-blocks";

/** How far from its end somebody may have scrolled who still wants to see what comes. */
const NEAR_END_PX = 48;

/** What a run says while it runs, as plain text. It scrolls along until the reader scrolls back. */
export function LiveOutput({ runId }: { runId: number }) {
  const output = useRunOutput(runId);
  const { data, error } = output;
  const box = useRef<HTMLElement>(null);
  const isFollowing = useRef(true);
  const blocks = data?.blocks ?? [];
  // biome-ignore lint/correctness/useExhaustiveDependencies: the last block grows
  useLayoutEffect(() => {
    if (box.current && isFollowing.current) box.current.scrollTop = box.current.scrollHeight;
  }, [blocks.length, blocks.at(-1)]);

  return (
    <div className="flex flex-col gap-2">
      <section
        ref={box}
        aria-label="Output so far"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an area that scrolls must be reachable by keyboard
        tabIndex={0}
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
          isFollowing.current = scrollHeight - clientHeight - scrollTop < NEAR_END_PX;
        }}
        className="max-h-96 overflow-auto rounded-md border bg-panel px-3 py-2 font-mono text-xs leading-5 focus-visible:-outline-offset-2"
      >
        {blocks.length > 0 ? (
          blocks.map((text, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: blocks are only ever added at the end
            <Block key={at} text={text} />
          ))
        ) : (
          <p className="font-sans text-ink-3 text-sm">
            {data || error ? "Nothing yet." : "Reading…"}
          </p>
        )}
      </section>
      <ReadingProblem reading={output} what="The output" part />
    </div>
  );
}

/** A box of its own, so that the browser lays out what grew and nothing else. */
const Block = memo(function Block({ text }: { text: string }) {
  return <div className="whitespace-pre-wrap break-words contain-content">{text}</div>;
});

/** The output of an open run: each notice of more (`run.output`) reads the parts after those that are here. */
export function useRunOutput(runId: number) {
  const key = queryKeys.run(runId);
  return useQuery({
    queryKey: key,
    queryFn: async ({ client, signal }) => {
      const output = client.getQueryData<RunOutput>(key) ?? NO_OUTPUT;
      const path = `/api/runs/${runId}/chunks?after_seq=${output.seq}`;
      return withChunks(output, await apiGet<RunChunksWire>(path, signal));
    },
    staleTime: 0,
    structuralSharing: false,
  });
}
