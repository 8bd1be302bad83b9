import { writeBackup } from "./backup/process.mjs";

// Started by the server (lib/backups/process.ts), because a backup is minutes of work for a processor that agents wait for:
// node scripts/backup.mjs FILE     or "-" for standard output
await writeBackup(process.argv[2] ?? "-");
