import { useLanguageStore } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { routes } from '../../routes/routes.ts';
import { errorText } from '../../store/error-text.ts';
import { toast } from '../../ui/toasts.ts';

/** Opens the chat with a person, made if there is none. Tells whether it worked. */
export async function openDirectWith(userId: string, navigate: (to: string) => void): Promise<boolean> {
  try {
    navigate(routes.chat(await client.openDirect(userId)));
    return true;
  } catch (error) {
    toast(errorText(error, useLanguageStore.getState().t));
    return false;
  }
}
