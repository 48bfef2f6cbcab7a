import { create } from 'zustand';

const storageKey = 'bridges.sendKey';
export type SendKey = 'enter' | 'control';

/** Which key sends, on this device. */
export const useSendKey = create<{ sendKey: SendKey }>(() => ({
  sendKey: globalThis.localStorage?.getItem(storageKey) === 'control' ? 'control' : 'enter',
}));

export function setSendKey(sendKey: SendKey): void {
  localStorage.setItem(storageKey, sendKey);
  useSendKey.setState({ sendKey });
}
