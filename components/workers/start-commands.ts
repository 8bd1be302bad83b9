export interface StartCommand {
  title: string;
  meaning: string;
  command: string;
}

/** The commands with which a worker starts, on the machine where it shall work. */
export const startCommands = (origin: string): StartCommand[] => [
  {
    title: "Say where Baton is",
    meaning:
      "With the API key that Baton printed at its first start, or one of Settings, API keys.",
    command: `export MC_URL=${origin}\nexport MC_API_KEY=mc_…`,
  },
  {
    title: "Try it once",
    meaning: "Takes one task that is assigned to the agent, runs any command with it, and ends.",
    command: `node scripts/mc-cli.cjs worker --name greeter --command 'echo "Hello from $MC_TASK"' --once`,
  },
  {
    title: "Let a program work",
    meaning: "Claude Code, in a git worktree for each task, two at a time. Codex: --backend codex.",
    command:
      "node scripts/mc-cli.cjs worker --name dev_1 --type code --backend claude \\\n  --worktree --concurrency 2 --repo ~/shop",
  },
];
