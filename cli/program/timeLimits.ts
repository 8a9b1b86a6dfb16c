/** One source may take this long, and a whole call that long: an answer comes well under three seconds. */
export const TIME_LIMITS = { fetchTimeoutMs: 2_000, deadlineMs: 2_500 } as const;
