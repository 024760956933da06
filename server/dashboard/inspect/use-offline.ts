import { useEffect, useState } from 'preact/hooks';

/** Puts the page itself on the phone; true once it opens without a line. */
export function useOffline(): boolean {
  const [isReady, setReady] = useState(false);
  useEffect(() => {
    if (!('serviceWorker' in navigator)) return;
    navigator.serviceWorker
      .register('/inspect/sw.js', { scope: '/inspect/' })
      .then(() => navigator.serviceWorker.ready)
      .then(
        () => setReady(true),
        // Without a secure origin there is none; the form works all the same while the page stays open.
        () => setReady(false),
      );
  }, []);
  return isReady;
}
