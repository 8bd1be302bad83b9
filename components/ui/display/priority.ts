export const PRIORITIES = ["critical", "high", "medium", "low"] as const;

export type Priority = (typeof PRIORITIES)[number];

export const PRIORITY: Record<Priority, { label: string; text: string }> = {
  critical: { label: "Critical", text: "text-priority-critical" },
  high: { label: "High", text: "text-priority-high" },
  medium: { label: "Medium", text: "text-priority-medium" },
  low: { label: "Low", text: "text-priority-low" },
};
