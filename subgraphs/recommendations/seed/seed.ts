/** Nothing to put there. */
export async function seedRecommendations(): Promise<void> {}
