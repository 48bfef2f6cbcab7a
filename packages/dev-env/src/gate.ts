/**
 * What a local server of the outside world stops at: `asked` before it takes something, `taken` after it took it and
 * before it says so. `drop`: no answer is given, and what was not taken yet is not taken.
 */
export type GateMoment = 'asked' | 'taken';
export type Gate = (moment: GateMoment) => Promise<'go' | 'drop'>;

/** Lets everybody through. */
export const openGate: Gate = () => Promise.resolve('go');
