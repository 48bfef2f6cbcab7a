// What a thread of a module stands on. The less of the kit it loads, the sooner it is there.
export * from './db/database.ts';
export * from './proto/byte-reader.ts';
export * from './threads/serve-thread.ts';
