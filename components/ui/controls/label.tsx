import type { ComponentProps } from "react";

/** The words of a control. A double click on them marks no text. */
export function Label({ onMouseDown, ...props }: ComponentProps<"label">) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: Its users name the control with `htmlFor`.
    <label
      onMouseDown={(event) => {
        onMouseDown?.(event);
        if (event.detail > 1) event.preventDefault();
      }}
      {...props}
    />
  );
}
