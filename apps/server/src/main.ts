import { enableCompileCache } from 'node:module';

// Types are stripped once, not at every start.
enableCompileCache();

const { run } = await import('./run.ts');
await run(process.env);
