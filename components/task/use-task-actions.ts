"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { createTaskActions, type TaskActions } from "./task-actions";

/** Everything a person does to tasks: optimistic where it can be undone, with a toast that says what happened. */
export function useTaskActions(): TaskActions {
  const client = useQueryClient();
  return useMemo(() => createTaskActions(client), [client]);
}
