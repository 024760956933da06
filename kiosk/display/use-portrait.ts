import { useEffect, useState } from 'preact/hooks';

export function usePortrait(): boolean {
  const [query] = useState(() => window.matchMedia('(orientation: portrait)'));
  const [matches, setMatches] = useState(query.matches);
  useEffect(() => {
    const note = (): void => setMatches(query.matches);
    query.addEventListener('change', note);
    return () => query.removeEventListener('change', note);
  }, [query]);
  return matches;
}
