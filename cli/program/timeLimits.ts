/** One source may take this long, and a whole call that long: an answer comes well under three seconds. */
export const TIME_LIMITS = { fetchTimeoutMs: 2_000, deadlineMs: 2_500 } as const;

/** How long a role goes on at most that was taken away while its token lives. */
export const MAX_TOKEN_SECONDS = 15 * 60;

/** A working day: on a loopback address there is nobody to take a role away from. */
export const DEVELOPMENT_TOKEN_SECONDS = 8 * 60 * 60;
