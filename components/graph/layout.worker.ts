// elk answers the messages that elk-client.ts sends, and keeps its work off the page.
import "elkjs/lib/elk-worker.min.js";
