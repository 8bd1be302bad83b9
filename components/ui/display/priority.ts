import { PRIORITIES, type Priority } from "@/lib/tasks/priorities";

export { PRIORITIES, type Priority };

export const PRIORITY: Record<Priority, { label: string; text: string }> = {
  critical: { label: "Critical", text: "text-priority-critical" },
  high: { label: "High", text: "text-priority-high" },
  medium: { label: "Medium", text: "text-priority-medium" },
  low: { label: "Low", text: "text-priority-low" },
};

/** For a form that asks for one. */
export const PRIORITY_CHOICES = PRIORITIES.map((value) => ({
  value,
  label: PRIORITY[value].label,
}));
