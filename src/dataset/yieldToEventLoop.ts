/**
 * Lets what waits be done (messages, a frame of the page), then goes on in a task of its own. Not a timer, which browsers slow
 * down, nor an animation frame, which stops in a hidden tab.
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
