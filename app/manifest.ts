import type { MetadataRoute } from "next";

/** Lets phones put Baton on the home screen, without which an iPhone gets no push messages. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    id: "/",
    name: "Baton",
    short_name: "Baton",
    description: "Mission control for AI agents",
    start_url: "/inbox",
    display: "standalone",
    background_color: "#0b0c0e",
    theme_color: "#0b0c0e",
    icons: [
      { src: "/icon-192.png", sizes: "192x192", type: "image/png" },
      { src: "/icon.svg", sizes: "any", type: "image/svg+xml" },
    ],
  };
}
