export * from './test-platform.ts';
export * from './test-user.ts';
