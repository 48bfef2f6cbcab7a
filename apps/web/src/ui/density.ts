import { create } from 'zustand';

export type Density = 'comfortable' | 'compact';

// The same key and rule are in public/theme.js, which runs before the first paint.
const storageKey = 'bridges.density';

const storedDensity = (): Density =>
  globalThis.localStorage?.getItem(storageKey) === 'compact' ? 'compact' : 'comfortable';

/** How close rows and messages stand, on this device. */
export const useDensity = create<{ density: Density }>(() => ({ density: storedDensity() }));

export function setDensity(density: Density): void {
  localStorage.setItem(storageKey, density);
  take(density);
}

/** Follows the choice made in another tab. */
export function watchDensity(): void {
  take(storedDensity());
  addEventListener('storage', ({ key }) => {
    if (key === storageKey) take(storedDensity());
  });
}

function take(density: Density): void {
  document.documentElement.dataset.density = density;
  useDensity.setState({ density });
}
