import { runStaticChecks } from "./checks/static.mjs";
import { createTally } from "./checks/tally.mjs";

const tally = createTally();
await runStaticChecks(tally);
tally.finish();
