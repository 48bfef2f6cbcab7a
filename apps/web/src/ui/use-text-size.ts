import { useSyncExternalStore } from 'react';

const subscribe = (listener: () => void) => {
  addEventListener('resize', listener);
  return () => removeEventListener('resize', listener);
};
const textSize = () => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;

/** How many pixels a `rem` has: 16, or what the person has set in the browser. */
export const useTextSize = (): number => useSyncExternalStore(subscribe, textSize);
