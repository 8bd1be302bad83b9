"use client";

import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import type { InputShapes } from "./input-values";

/** The names of the workflows that can be started. */
export function useWorkflowNames() {
  return useQuery({
    queryKey: queryKeys.workflowNames,
    queryFn: ({ signal }) => apiGet<{ workflows: { name: string }[] }>("/api/workflows", signal),
    select: ({ workflows }) => workflows.map(({ name }) => name),
  });
}

interface Read {
  workflow: { definition: { inputs?: InputShapes } };
}

const inputsOf = (name: string) =>
  queryOptions({
    queryKey: queryKeys.workflowInputs(name),
    queryFn: ({ signal }) => apiGet<Read>(`/api/workflows/${encodeURIComponent(name)}`, signal),
  });

/** The inputs of a workflow by its latest version; nothing is read where none is named. */
export function useWorkflowInputs(name: string) {
  return useQuery({
    ...inputsOf(name),
    select: ({ workflow }) => workflow.definition.inputs ?? {},
    enabled: name !== "",
  });
}

/** Reads the inputs of a workflow when they are needed: none where they cannot be read, and the server says what is wrong then. */
export function useReadInputs(): (name: string) => Promise<InputShapes> {
  const client = useQueryClient();
  return async (name) => {
    if (name === "") return {};
    const read = await client.ensureQueryData(inputsOf(name)).catch(() => null);
    return read?.workflow.definition.inputs ?? {};
  };
}
