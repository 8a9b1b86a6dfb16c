/** Nothing to put there. */
export async function seedMarketplace(): Promise<void> {}
