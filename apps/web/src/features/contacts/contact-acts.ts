import { useLanguageStore } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { errorText } from '../../store/error-text.ts';
import { toast } from '../../ui/toasts.ts';

const say = () => useLanguageStore.getState().t;

/** Does it and says that it is done, or why not. What changed is told by the server. */
async function act(run: () => Promise<unknown>, done?: string): Promise<void> {
  try {
    await run();
    if (done !== undefined) toast(done);
  } catch (error) {
    toast(errorText(error, say()));
  }
}

const { contacts, blocks } = client.rest;

export const contactActs = {
  async add(userId: string, name: string): Promise<void> {
    await act(async () => {
      const { state } = await contacts.request(userId);
      toast(state === 'contact' ? say()('contacts.added', { name }) : say()('contacts.sent'));
    });
  },
  accept: (userId: string, name: string) =>
    act(() => contacts.accept(userId), say()('contacts.added', { name })),
  decline: (userId: string) => act(() => contacts.decline(userId)),
  cancel: (userId: string) => act(() => contacts.cancel(userId)),
  remove: (userId: string) => act(() => contacts.remove(userId)),
  block: (userId: string, name: string) =>
    act(() => blocks.block(userId), say()('contacts.blocked', { name })),
  unblock: (userId: string, name: string) =>
    act(() => blocks.unblock(userId), say()('contacts.unblocked', { name })),
};
