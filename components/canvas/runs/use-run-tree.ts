"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useState } from "react";
import { type CanvasModel, createModel } from "@/components/canvas/model/model";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { useFirstPaint } from "@/components/sync/data/first-paint";
import { readAgain } from "@/components/sync/gate/read-again";
import { useLiveEvents } from "@/components/sync/stream/live-provider";
import type { EventWire } from "@/lib/events/shapes";
import type { TreeWire } from "@/lib/turns/shapes";
import { RunTreeStore } from "./run-tree-store";
import { type RunTree, toRunTree } from "./tree-run";

interface TreeModel {
  model: CanvasModel;
  tree: RunTreeStore;
}

function createTreeModel(first: RunTree): TreeModel {
  const model = createModel({}, { tasks: [], links: [], truncated: false });
  return { model, tree: new RunTreeStore(model.graph, first) };
}

async function readTree(root: number, after: number, signal: AbortSignal): Promise<RunTree> {
  return toRunTree(await apiGet<TreeWire>(`/api/runs/${root}/tree?after=${after}`, signal));
}

/**
 * A tree of runs, first as the server read it for the page. Events change the runs; what they do not carry is read for the newer
 * runs alone, at the pace of the event stream.
 */
export function useRunTree(first: RunTree) {
  const client = useQueryClient();
  const root = first.root_run_id;
  const [{ model, tree }] = useState(() => createTreeModel(first));
  const queryKey = queryKeys.runTree(root);
  const whole = useQuery({
    queryKey,
    queryFn: ({ signal }) => readTree(root, 0, signal),
    ...useFirstPaint(queryKey, first),
    gcTime: 0,
  });
  const news = useQuery({
    queryKey: queryKeys.runTreeNews(root),
    queryFn: ({ signal }) => readTree(root, tree.readUpTo, signal),
    gcTime: 0,
  });
  useEffect(() => {
    if (whole.data && whole.data !== first) tree.load(whole.data);
  }, [tree, whole.data, first]);
  useEffect(() => {
    if (news.data) tree.load(news.data);
  }, [tree, news.data]);
  useLiveEvents(
    useCallback(
      (events: readonly EventWire[]) => {
        const { stale, started } = tree.apply(events.filter(isOfRun));
        if (stale) readAgain(client, queryKeys.runTreeNews(root));
        for (const id of started) model.stage.pulse(id);
      },
      [client, tree, model, root],
    ),
  );
  return { model, tree, whole };
}

const isOfRun = ({ type }: EventWire): boolean => type.startsWith("run.");
