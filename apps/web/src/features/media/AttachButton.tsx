interface Props {
  chatId: string;
}

/** Picks files for the message that is being written. */
export function AttachButton(_props: Props) {
  return null;
}
