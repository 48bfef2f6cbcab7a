import type { HttpApp } from '@bridges/kit';
import type { Directory } from '../services/context-people.ts';
import type { ContextWriter } from '../services/context-put.ts';
import { closeContextRoute } from './close-context.ts';
import { getContextRoute } from './get-context.ts';
import { listContextsRoute } from './list-contexts.ts';
import { putContextRoute } from './put-context.ts';

/** Chats about things. */
export function addContextRoutes(app: HttpApp, contexts: ContextWriter, accounts: Directory): void {
  const { db } = contexts.writer;
  putContextRoute(app, contexts, accounts);
  getContextRoute(app, db);
  listContextsRoute(app, db);
  closeContextRoute(app, contexts);
}
