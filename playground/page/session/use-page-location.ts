import { useCallback, useEffect, useState } from 'react';
import { locationSearch, type PageLocation, parseLocation } from './page-location.ts';

/** The location in the address bar, with support for Back and Forward. */
export function usePageLocation() {
  const [location, setLocation] = useState(() => parseLocation(window.location.search));

  useEffect(() => {
    const onBack = () => setLocation(parseLocation(window.location.search));
    window.addEventListener('popstate', onBack);
    return () => window.removeEventListener('popstate', onBack);
  }, []);

  const navigate = useCallback((to: PageLocation, how: 'push' | 'replace' = 'push') => {
    const address = locationSearch(to) || window.location.pathname;
    if (locationSearch(to) === window.location.search) return;
    if (how === 'push') window.history.pushState(null, '', address);
    else window.history.replaceState(null, '', address);
    setLocation(to);
  }, []);

  return { location, navigate };
}
