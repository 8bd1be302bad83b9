"use client";

import { useEffect } from "react";

/** How many things need a person, before the title of the page in the browser's tab: "(3) Board · Baton". */
export function TabTitle({ count }: { count: number }): null {
  useEffect(() => {
    const write = () => {
      const plain = document.title.replace(/^\(\d+\) /, "");
      const wanted = count > 0 ? `(${count}) ${plain}` : plain;
      if (document.title !== wanted) document.title = wanted;
    };
    write();
    // Each page brings its own title.
    const titles = new MutationObserver(write);
    titles.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => titles.disconnect();
  }, [count]);
  return null;
}
