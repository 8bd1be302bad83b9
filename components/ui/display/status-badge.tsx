import { cva, type VariantProps } from "class-variance-authority";
import { cn } from "@/components/ui/cn";
import { STATUS, type TaskStatus } from "./status";
import { StatusIcon } from "./status-icon";

const statusBadgeVariants = cva(
  "inline-flex shrink-0 items-center gap-1.5 whitespace-nowrap text-xs",
  {
    variants: {
      variant: {
        plain: "text-ink-2",
        soft: "h-6 rounded-md px-2 font-medium",
      },
    },
    defaultVariants: { variant: "plain" },
  },
);

type StatusBadgeProps = VariantProps<typeof statusBadgeVariants> & {
  status: TaskStatus;
  className?: string;
};

export function StatusBadge({ status, variant, className }: StatusBadgeProps) {
  const look = STATUS[status];
  const soft = variant === "soft";
  return (
    <span
      className={cn(statusBadgeVariants({ variant }), soft && [look.tint, look.text], className)}
    >
      <StatusIcon status={status} />
      {look.label}
    </span>
  );
}
