export * from './mail-server.ts';
export * from './s3-server.ts';
export * from './test-platform.ts';
export * from './test-user.ts';
