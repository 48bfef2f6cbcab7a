import type { Translation } from '../catalogue.ts';
import type { field as english } from '../en/field.ts';

export const field: Translation<typeof english> = {
  'field.required': 'Заполните это поле',
  'field.tooShort': 'Не короче {min} символов',
  'field.tooLong': 'Не длиннее {max} символов',
  'field.username': 'Начните с буквы или цифры; дальше латинские буквы, цифры, «_», «.» и «-»',
  'field.email': 'Не похоже на адрес почты',
};
