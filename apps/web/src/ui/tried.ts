import { useLanguageStore } from '../i18n/language.ts';
import { errorText } from '../store/error-text.ts';
import { toast } from './toasts.ts';

/** Does something that the server may refuse; a refusal is told in a note. Answers whether it worked. */
export async function tried(act: () => Promise<unknown>): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    toast(errorText(error, useLanguageStore.getState().t));
    return false;
  }
}
