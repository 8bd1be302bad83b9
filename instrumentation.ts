/** Next calls this once when a server process starts. A build calls it too, and needs no database. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  if (process.env.NEXT_PHASE === "phase-production-build") return;
  const { boot } = await import("./lib/jobs/boot");
  boot();
}
