/** @file Keeps the page for days without a network: registers the service worker, once the first view has had its turn. */

export function keepForOffline(): void {
  // Only secure pages (https, or this machine) may; a page from `vite dev` must not keep itself.
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  addEventListener('load', () => {
    // Without it everything works, but for a day without a network.
    navigator.serviceWorker.register('./service-worker.js').catch(() => undefined);
  });
}
