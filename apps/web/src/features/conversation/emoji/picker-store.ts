import { create } from 'zustand';

interface Picker {
  /** Beside which the picker stands; null: it is closed. */
  anchor: Element | { x: number; y: number } | null;
  onPick: (emoji: string) => void;
}

/** The one picker of emoji, wherever it is asked for. */
export const usePicker = create<Picker>(() => ({ anchor: null, onPick: () => undefined }));

export const showPicker = (anchor: Picker['anchor'], onPick: Picker['onPick']): void =>
  usePicker.setState({ anchor, onPick });
export const closePicker = (): void => usePicker.setState({ anchor: null });
