/** Nothing to put there. */
export async function seedSupport(): Promise<void> {}
