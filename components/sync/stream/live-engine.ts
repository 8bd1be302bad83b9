// What applies events to the cache, and the stream that brings them: the page needs them only once it has come to rest.
export { connectCache } from "@/components/sync/gate/live-cache";
export { followEvents } from "./follow-events";
