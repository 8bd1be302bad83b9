import { generatedClient } from "../build/description.mjs";

// Prints what the client would be generated into now, for the test that what is committed is the same.
process.stdout.write(JSON.stringify(await generatedClient()));
