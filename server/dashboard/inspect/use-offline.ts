import { useEffect, useState } from 'preact/hooks';

/** Puts the page itself on the phone; true once it opens without a line. */
export function useOffline(): boolean {
  const [isReady, setReady] = useState(false);
  useEffect(() => {
    if (!('serviceWorker' in navigator)) return;
    // Looks for a newer version too, which fails without a line; what is on the phone already serves on.
    void navigator.serviceWorker.register('/inspect/sw.js', { scope: '/inspect/' }).catch(() => null);
    void navigator.serviceWorker.ready.then(() => setReady(true));
  }, []);
  return isReady;
}
