import { runStaticChecks } from "./checks/static.mjs";
import { stopWhenAsked } from "./checks/stopping.mjs";
import { createTally } from "./checks/tally.mjs";

stopWhenAsked();
const tally = createTally();
await runStaticChecks(tally);
tally.finish();
