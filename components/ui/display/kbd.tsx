import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

const kbdVariants = cva(
  "inline-flex h-[18px] min-w-[18px] items-center justify-center rounded-xs border px-1 font-sans text-2xs leading-none",
  {
    variants: {
      tone: {
        default: "border-line-strong bg-sunken text-ink-2",
        inverse: "border-tooltip-ink-2/40 text-tooltip-ink-2",
      },
    },
    defaultVariants: { tone: "default" },
  },
);

export function Kbd({
  tone,
  className,
  ...props
}: ComponentProps<"kbd"> & VariantProps<typeof kbdVariants>) {
  return <kbd className={cn(kbdVariants({ tone }), className)} {...props} />;
}
