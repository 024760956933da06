import { useEffect } from 'preact/hooks';

/** A link shows its place from the top; where going back leads is left to the browser. */
export function useTop(): void {
  useEffect(() => {
    const follow = (event: MouseEvent): void => {
      const link = event.target instanceof Element ? event.target.closest('a[href^="#/"]') : null;
      if (link === null || opensElsewhere(event) || link.getAttribute('href') === location.hash) return;
      addEventListener('hashchange', () => scrollTo(0, 0), { once: true });
    };
    addEventListener('click', follow);
    return () => removeEventListener('click', follow);
  }, []);
}

function opensElsewhere(event: MouseEvent): boolean {
  return event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
}
