export * from './history.ts';
export * from './history-checker.ts';
