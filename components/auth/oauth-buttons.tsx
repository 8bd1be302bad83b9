"use client";

import { useState } from "react";
import { Button } from "@/components/ui/controls/button";

type OauthButtonsProps = { providers: { id: string; name: string }[]; next: string };

export function OauthButtons({ providers, next }: OauthButtonsProps) {
  const [chosen, setChosen] = useState<string>();

  async function signInWith(id: string) {
    setChosen(id);
    const { signIn } = await import("next-auth/react");
    await signIn(id, { callbackUrl: next });
  }

  return (
    <div className="flex flex-col gap-2">
      <p className="mt-4 mb-2 flex items-center gap-3 text-ink-3 text-xs before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        or
      </p>
      {providers.map(({ id, name }) => (
        <Button
          key={id}
          size="lg"
          pending={chosen === id}
          onClick={() => signInWith(id)}
          className="w-full"
        >
          Continue with {name}
        </Button>
      ))}
    </div>
  );
}
