/** Nothing to put there. */
export async function seedPolicy(): Promise<void> {}
