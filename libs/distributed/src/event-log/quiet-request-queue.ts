import RequestQueue from 'kafkajs/src/network/requestQueue/index.js';

const CHECK_AGAIN_MS = 10;

/**
 * kafkajs 2.2.4 looks at its empty queue of requests every millisecond, with a timeout in the past, of which newer versions of
 * Node warn (tulios/kafkajs#1751). Here it looks when something waits, as its unreleased correction does.
 */
export function quietRequestQueue(): void {
  RequestQueue.prototype.scheduleCheckPendingRequests = function scheduleCheckPendingRequests() {
    if (this.throttleCheckTimeoutId !== null || this.pending.length === 0) return;
    const throttledMs = this.throttledUntil - Date.now();
    this.throttleCheckTimeoutId = setTimeout(
      () => {
        this.throttleCheckTimeoutId = null;
        this.checkPendingRequests();
      },
      throttledMs > 0 ? throttledMs : CHECK_AGAIN_MS,
    );
  };
}
