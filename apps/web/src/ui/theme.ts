import { create } from 'zustand';

export type Theme = 'system' | 'light' | 'dark';

// The same key and rule are in public/theme.js, which runs before the first paint.
const storageKey = 'bridges.theme';
const darkSystem = matchMedia('(prefers-color-scheme: dark)');

function storedTheme(): Theme {
  const stored = localStorage.getItem(storageKey);
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}

export const useTheme = create<{ theme: Theme }>(() => ({ theme: storedTheme() }));

export function setTheme(theme: Theme): void {
  localStorage.setItem(storageKey, theme);
  useTheme.setState({ theme });
  paintTheme();
}

function paintTheme(): void {
  const { theme } = useTheme.getState();
  const isDark = theme === 'dark' || (theme === 'system' && darkSystem.matches);
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
  const colour = getComputedStyle(document.documentElement).getPropertyValue('--surface').trim();
  document.querySelector('meta[name=theme-color]')?.setAttribute('content', colour);
}

/** Follows the system's theme and the choice made in another tab. */
export function watchTheme(): void {
  paintTheme();
  darkSystem.addEventListener('change', paintTheme);
  addEventListener('storage', (event) => {
    if (event.key !== storageKey) return;
    useTheme.setState({ theme: storedTheme() });
    paintTheme();
  });
}
