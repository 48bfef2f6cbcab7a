interface Props {
  size?: number;
}

/** The bridge in a bubble; drawn with the tokens, so it follows the theme. */
export function Logo({ size = 72 }: Props) {
  return (
    <svg viewBox="0 0 64 64" width={size} height={size} aria-hidden="true">
      <path
        fill="var(--accent)"
        d="M18 4h28a14 14 0 0 1 14 14v24a14 14 0 0 1-14 14H22.500L10.700 61.300C8.900 62.100 7 60.600 7.300 58.600L8.500 52A14 14 0 0 1 4 42V18A14 14 0 0 1 18 4Z"
      />
      <g fill="none" stroke="var(--on-accent)" strokeLinecap="round" strokeLinejoin="round">
        <path strokeWidth="4.500" d="M12 40h40M21 44V18M43 44V18" />
        <path
          strokeWidth="3.500"
          d="M12 32c4-2 7-6 9-12 3 9 6.500 12 11 12s8-3 11-12c2 6 5 10 9 12M32 33v6"
        />
      </g>
    </svg>
  );
}
