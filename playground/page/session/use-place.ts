import { useCallback, useEffect, useState } from 'react';
import { type Place, placeSearch, readPlace } from './place.ts';

/** The place in the address bar, and the way to another one; Back and Forward work. */
export function usePlace() {
  const [place, setPlace] = useState(() => readPlace(window.location.search));

  useEffect(() => {
    const onBack = () => setPlace(readPlace(window.location.search));
    window.addEventListener('popstate', onBack);
    return () => window.removeEventListener('popstate', onBack);
  }, []);

  const go = useCallback((to: Place, how: 'push' | 'replace' = 'push') => {
    const address = placeSearch(to) || window.location.pathname;
    if (placeSearch(to) === window.location.search) return;
    if (how === 'push') window.history.pushState(null, '', address);
    else window.history.replaceState(null, '', address);
    setPlace(to);
  }, []);

  return { place, go };
}
