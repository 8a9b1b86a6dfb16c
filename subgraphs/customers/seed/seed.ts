/** Nothing to put there. */
export async function seedCustomers(): Promise<void> {}
