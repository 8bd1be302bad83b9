"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { createTaskActions, type TaskActions } from "./task-actions";

/** All actions of a user on tasks: optimistic where they can be undone, with a toast that reports the result. */
export function useTaskActions(): TaskActions {
  const client = useQueryClient();
  return useMemo(() => createTaskActions(client), [client]);
}
