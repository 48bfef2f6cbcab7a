export const field = {
  'field.required': 'Fill this in',
  'field.tooShort': 'At least {min} characters',
  'field.tooLong': 'At most {max} characters',
  'field.username': 'Begin with a letter or digit; then Latin letters, digits, "_", "." and "-"',
  'field.email': 'This doesn’t look like an e-mail address',
} as const;
