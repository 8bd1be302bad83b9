/** Priorities, the most urgent first. Without imports, so that the browser takes them from here as well. */
export const PRIORITIES = ["critical", "high", "medium", "low"] as const;
export type Priority = (typeof PRIORITIES)[number];
