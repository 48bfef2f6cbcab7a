export * from './history.ts';
export * from './history-checker.ts';
export * from './follower.ts';
export * from './truth.ts';
