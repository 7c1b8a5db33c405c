/**
 * Lets the messages that wait (pause, stop) arrive before the next batch. Not a timer, which browsers slow down, nor an
 * animation frame, which stops in a hidden tab.
 */
export function yieldToEventLoop(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
