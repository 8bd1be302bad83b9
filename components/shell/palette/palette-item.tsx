import { Command as Cmdk } from "cmdk";
import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

export const paletteGroupClass =
  "[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-ink-3 [&_[cmdk-group-heading]]:text-xs";

export function PaletteItem({ className, ...props }: ComponentProps<typeof Cmdk.Item>) {
  return (
    <Cmdk.Item
      className={cn(
        "flex h-9 cursor-default items-center gap-3 rounded-md px-2.5 text-sm data-[selected=true]:bg-hover pointer-coarse:h-11",
        className,
      )}
      {...props}
    />
  );
}
