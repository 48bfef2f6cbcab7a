import { useEffect } from 'react';

/** Names the page while a screen outside the messenger is shown. */
export function useDocumentTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Bridges`;
    return () => {
      document.title = 'Bridges';
    };
  }, [title]);
}
