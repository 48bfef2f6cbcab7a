import { useState } from 'react';
import type { FormEvent } from 'react';
import { useT } from '../i18n/language.ts';
import { errorText } from '../store/error-text.ts';

type Values<Name extends string> = Record<Name, string>;
/** What is wrong, by field. */
export type FormErrors<Name extends string> = Partial<Record<Name, string | undefined>>;

export interface FormOptions<Name extends string> {
  names: readonly Name[];
  /** Checked when the form is sent. */
  check: (values: Values<Name>) => FormErrors<Name>;
  send: (values: Values<Name>) => Promise<void>;
}

/** A form that is checked when it is sent, and says beside it what the server refused. */
export function useForm<Name extends string>({ names, check, send }: FormOptions<Name>) {
  const t = useT();
  const [errors, setErrors] = useState<FormErrors<Name>>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  const submit = async (form: HTMLFormElement): Promise<void> => {
    const data = new FormData(form);
    const values = Object.fromEntries(names.map((name) => [name, text(data.get(name))])) as Values<Name>;
    const found = check(values);
    const firstBad = names.find((name) => found[name]);
    setErrors(found);
    setProblem(null);
    if (firstBad) {
      form.querySelector<HTMLElement>(`[name="${firstBad}"]`)?.focus();
      return;
    }
    setBusy(true);
    try {
      await send(values);
    } catch (error) {
      setProblem(errorText(error, t));
    } finally {
      setBusy(false);
    }
  };

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!isBusy) void submit(event.currentTarget);
  };
  return { errors, problem, isBusy, onSubmit };
}

const text = (value: FormDataEntryValue | null): string => (typeof value === 'string' ? value : '');
