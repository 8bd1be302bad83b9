"use client";

import type { ReactNode } from "react";
import { Picker, type PickerItem, PickerList } from "@/components/tasks/fields/picker";

interface FilterPickerProps {
  label: string;
  items: readonly PickerItem[];
  value: readonly string[];
  onChange: (value: string[]) => void;
  notice?: ReactNode;
}

/** A filter with several values. It stays open for more choices. */
export function FilterPicker({ label, items, value, onChange, notice }: FilterPickerProps) {
  const names = value.map((one) => items.find((item) => item.value === one)?.label ?? one);
  return (
    <Picker
      label={label}
      prefix="Filter by "
      writes={false}
      className={names.length > 0 ? "bg-selected text-accent-ink" : "text-ink-2"}
      content={() => (
        <PickerList
          label={label}
          placeholder={`${label}…`}
          items={items}
          picked={value}
          notice={notice}
          onPick={(picked) =>
            onChange(
              value.includes(picked)
                ? value.filter((other) => other !== picked)
                : [...value, picked],
            )
          }
        />
      )}
    >
      {names.length > 0 ? (
        <span className="max-w-40 truncate">
          {label}: {names.join(", ")}
        </span>
      ) : (
        label
      )}
    </Picker>
  );
}
